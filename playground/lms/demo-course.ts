import type { LmsStandIn } from './lms.ts';

/** People of the demo community, made up, as they are in the course too. */
const people = [
  ['2', 'Docent', 'Truus', 'Instructor'],
  ['3', 'Student', 'Sam', 'Learner'],
  ['4', 'Student', 'Noor', 'Learner'],
  ['5', 'Student', 'Ali', 'Learner'],
  ['6', 'Student', 'Jip', 'Learner'],
  ['7', 'Praktijkbegeleider', 'Henk', 'TeachingAssistant'],
] as const;

/** Fills a stand-in with one course, its people and two links of the tool. */
export function fillDemoCourse(lms: LmsStandIn): void {
  for (const [id, given, family] of people)
    lms.users.set(id, {
      id,
      given,
      family,
      email: `${family.toLowerCase()}@school.example`,
      locale: 'nl-NL',
    });
  lms.courses.set('7', {
    id: '7',
    title: 'HRM in de regio',
    members: people.map(([user, , , role]) => ({ user, role })),
    links: [
      { id: '1', title: 'Badges', custom: {} },
      { id: '2', title: 'Mijn skillspaspoort', custom: { view: 'passport' } },
      {
        id: '3',
        title: 'Adviseur Lerende Regio',
        custom: { badge: 'adviseur-lerende-regio' },
        lineItem: '3',
      },
    ],
    lineItems: new Map([
      ['3', { id: '3', label: 'Adviseur Lerende Regio', maximum: 1, scores: new Map(), posts: [] }],
    ]),
  });
}
