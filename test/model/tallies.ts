/** What came about in all sequences so far, counted: sequences in which nothing happens prove nothing. */
export const tallies = new Map<string, number>();

export const tally = (what: string, times = 1): void => {
  tallies.set(what, (tallies.get(what) ?? 0) + times);
};
