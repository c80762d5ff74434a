import { expect, it } from 'vitest';
import { teacherCommands } from '../../../playground/lms/connect-tool.ts';

it('lets the teachers of each platform award and review, and takes no deployment for a platform', () => {
  const added = ['6e8d38675794', '0126282fb25d'].map((id) =>
    JSON.stringify(
      { deployments: [{ id: '163', status: 'accepted' }], status: 'accepted', id },
      undefined,
      2,
    ),
  );
  expect(teacherCommands(`Maas en Waal is connected now.\n${added.join('\n')}`, 'techniek')).toEqual([
    ['role', 'grant', 'techniek', 'awarder', 'teachers:lti:6e8d38675794'],
    ['role', 'grant', 'techniek', 'reviewer', 'teachers:lti:6e8d38675794'],
    ['role', 'grant', 'techniek', 'awarder', 'teachers:lti:0126282fb25d'],
    ['role', 'grant', 'techniek', 'reviewer', 'teachers:lti:0126282fb25d'],
  ]);
});
