/** A bound on what the comparison of one request with everything earlier may cost, in cells looked at: no clock, lest the answer depend on the machine. */
export interface Work {
  spend(cells: number): void;
  readonly isSpent: boolean;
  readonly left: number;
  /** Something was too large to compare. */
  leaveOut(): void;
  readonly hasLeftOut: boolean;
}

/** About a minute of one processor: thousands of comparisons of tables of a hundred rows, or a hundred and more of five thousand. */
export const mostWork = 20_000_000;

export function work(most = mostWork): Work {
  let left = most;
  let hasLeftOut = false;
  return {
    get left() {
      return left;
    },
    leaveOut() {
      hasLeftOut = true;
    },
    get hasLeftOut() {
      return hasLeftOut;
    },
    spend(cells) {
      left -= cells;
    },
    get isSpent() {
      return left <= 0;
    },
  };
}
