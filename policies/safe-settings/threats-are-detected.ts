import { isTrue, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Silent where no detector is made here: an organisation member cannot have one of its own. */
export const threatsAreDetected: Rule = {
  id: 'threats-are-detected',
  safe: 'settings',
  controls: ['2.2.12', '2.5.03'],
  severity: 'error',
  why: 'GuardDuty sees in flow, DNS and S3 records what no rule about templates can: behaviour.',
  fix: 'set Enable, and the feature S3_DATA_EVENTS to ENABLED',
  check: (estate) =>
    estate.ofType('AWS::GuardDuty::Detector').map((detector) => {
      const on = isTrue(detector.properties.Enable);
      const watchesObjects = list(detector.properties.Features)
        .map(record)
        .some(({ Name, Status }) => Name === 'S3_DATA_EVENTS' && Status === 'ENABLED');
      return judged(
        on && watchesObjects,
        detector,
        on ? 'Properties.Features' : 'Properties.Enable',
        'is on and watches S3 objects',
        on ? 'does not watch S3 objects' : 'is switched off, or may be',
      );
    }),
};
