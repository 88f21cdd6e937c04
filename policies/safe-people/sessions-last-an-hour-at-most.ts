import { roles } from '../estate/principals.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** What AWS takes where nothing is written. */
const anHour = 3600;

export const sessionsLastAnHourAtMost: Rule = {
  id: 'sessions-last-an-hour-at-most',
  safe: 'people',
  controls: ['TRE-X11'],
  severity: 'error',
  why: 'A session that was given before somebody lost access goes on until it ends by itself.',
  fix: 'set MaxSessionDuration to 3600 or leave it out',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html',
  check: (estate) =>
    roles(estate).map(({ resource }) => {
      const { MaxSessionDuration: written = anHour } = resource.properties;
      const seconds = typeof written === 'number' || typeof written === 'string' ? Number(written) : Number.NaN;
      return judged(
        seconds <= anHour,
        resource,
        'Properties.MaxSessionDuration',
        'no session lasts longer than an hour',
        Number.isNaN(seconds) ? 'nobody knows how long a session lasts' : `a session may last ${seconds} seconds`,
      );
    }),
};
