import { answered, mapped } from '../answer.ts';
import { detectorIsEnabled, detectors } from '../ports/guardduty.ts';
import { providedOnce } from '../provided-once.ts';

export const guardDutyDetector = providedOnce({
  id: 'guardduty-detector',
  about: 'GuardDuty detector',
  service: 'guardDuty',
  calls: [detectors, detectorIsEnabled],
  async look(account) {
    const ids = await account.ask(detectors, undefined);
    if (ids.kind !== 'answered') return ids;
    const [id] = ids.value;
    if (id === undefined) return answered(undefined);
    return mapped(await account.ask(detectorIsEnabled, id), (works) => ({
      what: `detector ${id}, ${works ? 'enabled' : 'suspended'}`,
      works,
      resource: { type: 'AWS::GuardDuty::Detector', id },
    }));
  },
  refusal: 'a detector already exists for the current account',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html',
});
