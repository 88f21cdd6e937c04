/** Why a `--as-of` value is refused; undefined when it is a real calendar day or was not given. */
export function asOfProblem(day: string | undefined): string | undefined {
  if (day === undefined) return undefined;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 2026-02-30 for 2 March, hence the way back.
  const real = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(midnight || 0).toISOString().startsWith(day);
  return real ? undefined : `--as-of must be a calendar day, written YYYY-MM-DD, not ${JSON.stringify(day)}`;
}
