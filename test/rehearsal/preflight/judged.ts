import type { Finding } from '../../../rehearsal/preflight/finding.ts';
import { empty, underControlTower } from './accounts.ts';
import { asked, type Example, subjectOf } from './examples.ts';
import { recordedAccount, type Saying } from './recorded-account.ts';

/** The file that creates everything, in an empty account. */
export const alone: Example = 'greater-manchester';
/** The file that attests everything, under Control Tower. */
export const landingZone: Example = 'thames-valley';

/** Example, how its usual account differs, the question, and outcome and part of the words that it must come to. */
export type Case = readonly [
  sentence: string,
  example: Example,
  but: readonly Saying[],
  question: string,
  outcome: Finding['outcome'],
  words: string | RegExp,
];

/** What one question comes to in the usual account of an example, but for what is said otherwise. */
export async function judged(example: Example, but: readonly Saying[], question: string): Promise<Finding[]> {
  const subject = subjectOf(example);
  const usual = example === alone ? empty(subject) : underControlTower(subject);
  const findings = await asked(recordedAccount(...usual, ...but), subject);
  return findings.filter((finding) => finding.question === question);
}

/** All that a finding says, for a test of its words. */
export const words = (finding: Finding): string => JSON.stringify(finding);

export async function comesTo([, example, but, question, outcome, expected]: Case): Promise<void> {
  const findings = await judged(example, but, question);
  const meant = findings.filter((finding) => finding.outcome === outcome).map(words);
  expect(meant.join('\n')).toMatch(expected);
}
