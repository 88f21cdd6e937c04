import type { Answered } from './put-the-questions.ts';

export interface Verdict {
  readonly agrees: number;
  /** Answers of the emulator that differ from AWS's, each for a reason that is written down. */
  readonly explained: readonly string[];
  readonly findings: readonly string[];
}

/** Holds the answers against AWS's rules. An unexplained difference is a finding, and so is an explanation nothing needs any more. */
export function verdictOn(answers: readonly Answered[]): Verdict {
  const explained: string[] = [];
  const findings: string[] = [];
  let agrees = 0;
  for (const { question, answer, said } of answers) {
    const { who, deed, expected, emulatorDiffers } = question;
    const sentence = `${who}: ${deed}`;
    if (answer === 'unclear') findings.push(`${sentence}: no answer, but ${said}`);
    else if (answer === expected && emulatorDiffers === undefined) agrees += 1;
    else if (answer === expected) findings.push(`${sentence}: the emulator has learnt it; take the explanation away`);
    else if (emulatorDiffers === undefined) findings.push(`${sentence}: ${answer}, must be ${expected}. ${said}`);
    else explained.push(`${sentence}: ${answer} here, ${expected} on AWS, because ${emulatorDiffers}`);
  }
  return { agrees, explained, findings };
}
