import { describe, expect, it } from 'vitest';
import { parseExperience } from '../../../../adapters/chat/grammar/parse-experience.ts';

describe('one line of experience', () => {
  it.each([
    ['2019-2023', { from: '2019', to: '2023' }],
    ['2019 – 2023', { from: '2019', to: '2023' }],
    ['2023/2024', { from: '2023', to: '2024' }],
    ['van 2019 tot 2021', { from: '2019', to: '2021' }],
    ['from 2019 to 2021', { from: '2019', to: '2021' }],
    ['sept. 2022 - heden', { from: '2022-09', ongoing: true }],
    ['May 2022 until now', { from: '2022-05', ongoing: true }],
    ['maart 2022 t/m okt 2022', { from: '2022-03', to: '2022-10' }],
    ['9/2022', { from: '2022-09', to: '2022-09' }],
    ['2022-09', { from: '2022-09', to: '2022-09' }],
    ['sinds 2021', { from: '2021', ongoing: true }],
    ['since June 2021', { from: '2021-06', ongoing: true }],
    ['2021 -', { from: '2021', ongoing: true }],
    ['in 2020', { from: '2020', to: '2020' }],
    ['(2020)', { from: '2020', to: '2020' }],
  ])('reads the period %s', (typed, period) => {
    expect(parseExperience(`Koken bij De Pan, ${typed}`)).toMatchObject({
      title: 'Koken',
      organisation: 'De Pan',
      period,
    });
    expect(parseExperience(`${typed}, Koken`)).toMatchObject({ title: 'Koken', period });
  });

  it('leaves out what it does not recognise', () => {
    expect(parseExperience('Koken voor 20 mensen')).toEqual({ title: 'Koken voor 20 mensen' });
    expect(parseExperience('Artikel 12019')).toEqual({ title: 'Artikel 12019' });
    expect(parseExperience('bij De Pan')).toEqual({ title: 'bij De Pan' });
  });

  it.each([
    ['Lascursus MIG', 'course'],
    ['Cursus: koken', 'course'],
    ['MBO-opleiding verpleegkundige', 'education'],
    ['Vrijwilligerswerk', 'volunteering'],
    ['Volunteering', 'volunteering'],
    ['Werkervaring magazijn', 'work'],
    ['Snuffelstage', 'work'],
    ['Self-taught guitar', 'informal'],
    ['Workshop werk zoeken', 'course'],
  ])('knows the kind of %s', (typed, kind) => {
    expect(parseExperience(typed).experienceKind).toBe(kind);
  });

  it('keeps a title even when the whole line is a period', () => {
    expect(parseExperience('2023').title).toBe('2023');
  });
});
