/** Where in a text: both count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A reason to refuse a text. `says` never quotes it, for a literal may be a patient's value. */
export interface SqlRefusal {
  readonly rule: string;
  readonly place: Place;
  readonly says: string;
}

export const start: Place = { line: 1, column: 1 };

export const refusedAt = (rule: string, { line, column }: Place, says: string): SqlRefusal => ({
  rule,
  place: { line, column },
  says: `at ${line}:${column}: ${says}`,
});
