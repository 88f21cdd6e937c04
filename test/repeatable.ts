/**
 * What a property is run with: the same cases each time, so that a red test is the work of a change and not of a die. PROPERTY_SEED looks at
 * other cases, PROPERTY_TIMES at that many times more.
 */
export const repeatable = (numRuns: number) => ({
  seed: Number(process.env.PROPERTY_SEED ?? 20_260_704),
  numRuns: numRuns * Number(process.env.PROPERTY_TIMES ?? 1),
});
