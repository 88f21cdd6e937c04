import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Minutes. */
const longestIdle = 30;
const longestDisconnected = 60;

export const browserSessionsTimeOut: Rule = {
  id: 'browser-sessions-time-out',
  safe: 'settings',
  controls: ['TRE-X11'],
  severity: 'error',
  why: 'A session that is left open on a desk belongs to whoever sits down.',
  fix: `set IdleDisconnectTimeoutInMinutes to at most ${longestIdle} and DisconnectTimeoutInMinutes to at most ${longestDisconnected}`,
  check: (estate) =>
    estate.ofType('AWS::WorkSpacesWeb::UserSettings').flatMap((settings) =>
      [
        { property: 'IdleDisconnectTimeoutInMinutes', most: longestIdle, least: 1 }, // zero would mean never
        { property: 'DisconnectTimeoutInMinutes', most: longestDisconnected, least: 1 },
      ].map(({ property, most, least }) => {
        const minutes = settings.properties[property];
        return judged(
          typeof minutes === 'number' && minutes >= least && minutes <= most,
          settings,
          `Properties.${property}`,
          `${minutes} minutes`,
          `is ${JSON.stringify(minutes) ?? 'left to the default'}, more than ${most} minutes or unknown`,
        );
      }),
    ),
};
