import type { Statement } from '../estate/statements.ts';

/** One line of a condition. All lines of a statement are joined by "and": in a Deny, each one more exempts somebody more. */
export interface ConditionTest {
  readonly operator: string;
  /** In lower case, for IAM knows no other difference. */
  readonly key: string;
  readonly values: readonly string[];
}

export const conditionTests = ({ conditions }: Statement): readonly ConditionTest[] =>
  Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values })),
  );

/** Whether the condition of a statement is one line, and this one. */
export const asksOnly = (statement: Statement, isExpected: (test: ConditionTest) => boolean): boolean => {
  const tests = conditionTests(statement);
  return tests.length === 1 && tests.every(isExpected);
};
