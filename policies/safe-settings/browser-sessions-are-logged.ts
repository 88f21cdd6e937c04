import { buckets } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Without these nobody could say who was inside, when, and where they went. */
const wanted = ['SessionStart', 'SessionConnect', 'SessionDisconnect', 'SessionEnd', 'UrlVisit'] as const;

export const browserSessionsAreLogged: Rule = {
  id: 'browser-sessions-are-logged',
  safe: 'settings',
  controls: ['2.5.03'],
  severity: 'error',
  why: 'Who was inside, from where and when is known only to the service, and to whom it tells it.',
  fix: 'give the portal a session logger that logs all events into a bucket of this estate',
  source: 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/session-logger.html',
  check: (estate) =>
    estate.ofType('AWS::WorkSpacesWeb::Portal').map((portal) => {
      const path = 'Properties.SessionLoggerArn';
      const logger = estate.find(portal.properties.SessionLoggerArn);
      if (logger?.type !== 'AWS::WorkSpacesWeb::SessionLogger') return fail(portal, path, 'logs no session');
      const include = at(logger, 'EventFilter.Include');
      const all = include === undefined && at(logger, 'EventFilter.All') !== undefined;
      const missing = all ? [] : wanted.filter((event) => !Array.isArray(include) || !include.includes(event));
      const bucket = estate.find(at(logger, 'LogConfiguration.S3.Bucket'));
      const ours = buckets(estate).some(({ resource }) => resource === bucket);
      return judged(
        missing.length === 0 && ours,
        portal,
        path,
        'every session is logged in a bucket of this estate',
        ours ? `its log leaves out ${missing.join(', ')}` : 'its log goes to a bucket that is not of this estate',
      );
    }),
};
