import type { Template } from '../../policies/estate/model.ts';

/** What one rule set says of one mutant. A kill is a finding that the templates do not have without the mutant; a crash is none. */
export interface Verdict {
  /** The rule that found it. */
  readonly by: string | undefined;
  /** Why the rule set could not read the mutant at all. */
  readonly unread?: string;
}

export interface Judge {
  readonly name: string;
  /**
   * @param kind mutants of one kind are likely killed by one rule: a hint of where to look first
   * @param base the templates before the change; those that are the same object or text need no second look
   */
  verdict(mutated: readonly Template[], base: readonly Template[], kind: string): Verdict;
}

/** The templates that the mutant changed, beside what they were. */
export function changed(
  mutated: readonly Template[],
  base: readonly Template[],
): readonly { readonly after: Template; readonly before: Template }[] {
  return mutated.flatMap((after, index) => {
    const before = base[index];
    return before === undefined ||
      before === after ||
      JSON.stringify(after.template) === JSON.stringify(before.template)
      ? []
      : [{ after, before }];
  });
}

/** The first finding of which there are more after than before. Counted, for a finding may move when a list gets longer. */
export function newFinding(before: readonly string[], after: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const one of before) counts.set(one, (counts.get(one) ?? 0) + 1);
  return after.find((one) => {
    const left = (counts.get(one) ?? 0) - 1;
    counts.set(one, left);
    return left < 0;
  });
}
