/** Contributors are those with a value: whoever is missing does not hide another. As many as the threshold pass. */
export const tooFew = (contributors: number, threshold: number): boolean => contributors < threshold;

/** A cell or what the cells beside it leave over: somebody is in it, and too few are. */
export const fewButSome = (contributors: number, threshold: number): boolean =>
  contributors > 0 && contributors < threshold;
