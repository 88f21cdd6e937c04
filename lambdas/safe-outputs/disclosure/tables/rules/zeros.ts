import type { Profile, Verdict } from '../../contract.ts';

/** What a published zero says of its group: nobody there has it. */
export const verdictOfZero = (zeros: Profile['zeros']): Verdict =>
  zeros === 'disclosive' ? 'needs-fix' : zeros === 'review' ? 'review' : 'clear';
