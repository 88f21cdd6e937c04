import type { Answer } from './evaluator.ts';
import type { Gap } from './known-gaps.ts';

/** One question with both answers. */
export interface Compared {
  readonly caller: string;
  readonly action: string;
  /** `<stack>/<logicalId>`, and its kind. */
  readonly store: string;
  readonly kind: string;
  readonly ours: Answer;
  readonly theirs: 'allowed' | 'refused' | 'unclear';
  /** What the service said, where it did not do it. */
  readonly said: string;
}

export interface Verdict {
  readonly agree: { readonly allowed: number; readonly denied: number };
  /** Name of a gap -> how many differences it explains. */
  readonly explained: ReadonlyMap<string, number>;
  readonly findings: readonly string[];
}

/** Holds the answers of two evaluators against each other. What nothing explains is a finding, and so is what explains nothing. */
export function verdictOn(answers: readonly Compared[], gaps: readonly Gap[]): Verdict {
  const findings: string[] = [];
  const explained = new Map<string, number>();
  const agree = { allowed: 0, denied: 0 };
  for (const one of answers) {
    const { ours, theirs } = one;
    if (ours.decision === 'allowed' && theirs === 'allowed') agree.allowed += 1;
    else if (ours.decision === 'denied' && theirs === 'refused') agree.denied += 1;
    else {
      const gap = gaps.find(({ explains }) => explains(one));
      if (gap === undefined) findings.push(sentenceOf(one));
      else explained.set(gap.name, (explained.get(gap.name) ?? 0) + 1);
    }
  }
  for (const { name } of gaps)
    if (!explained.has(name)) findings.push(`${name}: explains no difference any more; take the entry away`);
  return { agree, explained, findings };
}

const sentenceOf = ({ caller, action, store, ours, theirs, said }: Compared): string =>
  `${caller}: ${action} on ${store}: ${ours.decision} by our evaluator, ${theirs} by the emulator. ${ours.because}. ${said}`;
