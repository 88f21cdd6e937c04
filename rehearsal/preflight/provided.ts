import { addDays } from '../../lib/config/days.ts';
import type { ProvidedService } from '../../lib/config/provision.ts';
import { type Change, type Verdict, wouldFail } from './finding.ts';

/** For the file: the organisation has it. Only people know the words, and the day is the day of asking. */
export const attest = (service: ProvidedService, today: string): Change => ({
  path: `provisions.${service}`,
  value: `{ by: organisation, reason: REPLACE, evidence: REPLACE, attestedBy: REPLACE, on: ${today}, expires: ${addDays(today, 364)} }`,
});

export const createHere = (service: ProvidedService): Change => ({
  path: `provisions.${service}`,
  value: '{ by: created-here }',
});

/** The deployment itself would succeed; what fails is the attestation, and with it the control that rests on it. */
export const attestedInVain = (service: ProvidedService, found: string, source: string): Verdict =>
  wouldFail({
    found,
    why: 'the file attests that the organisation provides it: the evidence pack would claim a protection that is not there',
    source,
    change: createHere(service),
    elsewhere: 'or have the organisation switch it on for this account, and ask again',
  });
