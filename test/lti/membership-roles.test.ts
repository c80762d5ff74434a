import { describe, expect, it } from 'vitest';
import { learns, teaches } from '../../lti/membership-roles.ts';

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const institution = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';

describe('who teaches a course', () => {
  it.each([
    ['a short name', ['Instructor']],
    ['a full name', [`${membership}#Instructor`]],
    ['a sub-role', [`${membership}/Instructor#Lecturer`]],
    ['among others', ['https://school.example/unknown', `${institution}#Staff`, `${membership}#Instructor`]],
  ])('by %s', (_, roles) => {
    expect(teaches(roles, [])).toBe(true);
  });

  it.each([
    [
      'an institution-wide Instructor who learns here',
      [`${institution}#Instructor`, `${membership}#Learner`],
    ],
    ['a system administrator', ['http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator']],
    ['nobody at all', []],
    ['an unknown role', ['https://school.example/roles#Instructor']],
    [
      'an assistant, whose principal role comes along',
      [`${membership}#Instructor`, `${membership}/Instructor#TeachingAssistant`],
    ],
    ['a content developer', [`${membership}#ContentDeveloper`]],
  ])('not: %s', (_, roles) => {
    expect(teaches(roles, [])).toBe(false);
  });

  it('also an assistant where the owner allows it', () => {
    expect(teaches([`${membership}/Instructor#TeachingAssistant`], ['TeachingAssistant'])).toBe(true);
    expect(teaches([`${membership}#ContentDeveloper`], ['ContentDeveloper'])).toBe(true);
  });

  it('and who learns', () => {
    expect(learns(['Learner'])).toBe(true);
    expect(learns([`${membership}/Learner#ExternalLearner`])).toBe(true);
    expect(learns([`${institution}#Student`])).toBe(false);
  });
});
