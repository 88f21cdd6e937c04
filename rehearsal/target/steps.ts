import type { Outcome, Row } from '../report.ts';

/** Keeps the rows of a rehearsal and prints each as it happens. */
export interface Steps {
  readonly rows: readonly Row[];
  /** Runs one step under the clock. What it throws becomes the row's detail; true when it passed. */
  run(pass: Row['pass'], step: string, work: () => Promise<string>): Promise<boolean>;
  note(pass: Row['pass'], step: string, outcome: Outcome, detail: string): void;
}

export function stepsOf(print: (row: Row) => void): Steps {
  const rows: Row[] = [];
  const add = (row: Row) => {
    rows.push(row);
    print(row);
  };
  return {
    rows,
    note: (pass, step, outcome, detail) => add({ pass, step, outcome, seconds: 0, detail }),
    async run(pass, step, work) {
      const began = Date.now();
      const row = (outcome: Outcome, detail: string) =>
        add({ pass, step, outcome, seconds: (Date.now() - began) / 1000, detail });
      try {
        row('passed', await work());
        return true;
      } catch (error) {
        row('failed', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
        return false;
      }
    },
  };
}
