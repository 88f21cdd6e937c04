import { listStackResources, listStacks } from '../../../rehearsal/preflight/ports/cloudformation.ts';
import { detectorIsEnabled, detectors } from '../../../rehearsal/preflight/ports/guardduty.ts';
import { type Saying, says } from './recorded-account.ts';

/** An account with one GuardDuty detector, switched on. */
export const detector: readonly Saying[] = [says(detectors, ['d1']), says(detectorIsEnabled, true)];

/** An account whose baseline stack of this deployment made one resource. */
export const baseline = (type: string, id: string): readonly Saying[] => [
  says(listStacks, [{ name: 'tre-gtr-manchester-account-baseline', status: 'UPDATE_COMPLETE' }]),
  says(listStackResources, [{ type, id, status: 'CREATE_COMPLETE' }]),
];
