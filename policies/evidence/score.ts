import type { Statement } from '../catalogue/catalogue.ts';
import { isMandatory } from '../catalogue/catalogue.ts';
import type { AttestationRecord, Verdict } from './result.ts';
import type { Finding } from './status.ts';

export type Score = '0' | '1' | '2' | 'N/A' | '';

/** SATRE scores N/A only where a statement is not plainly mandatory. */
export const mayBeNotApplicable = ({ level }: Statement): boolean => level !== 'mandatory';

/**
 * The score of SATRE's evaluation sheet: 0 not met, 1 sufficient, 2 satisfied. Blank where only a person may say: an attestation
 * without their own score, an optional statement nothing speaks for, a mandatory one that SATRE lets nobody score N/A.
 *
 * An exception scores 1 where rules prove the rest. One that stands for nothing proved is a gap that somebody accepted: 0.
 */
export function scoreOf(
  statement: Statement,
  { status }: Finding,
  verdicts: readonly Verdict[],
  attestation: AttestationRecord | undefined,
): Score {
  const gap: Score = isMandatory(statement) || verdicts.includes('fail') ? '0' : '';
  switch (status) {
    case 'proved':
    case 'tested':
      return '2';
    case 'excepted':
      return statement.class !== 'O' && verdicts.includes('pass') ? '1' : gap;
    case 'attested':
      return attestation?.score === undefined ? '' : `${attestation.score}`;
    case 'not applicable':
      return mayBeNotApplicable(statement) ? 'N/A' : '';
    case 'unmet':
      return gap;
  }
}
