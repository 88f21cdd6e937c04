/** Rows under their columns, each as wide as its widest cell; a longer cell than sixty characters does not widen it. */
export function aligned(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const widths = columns.map((column) =>
    rows.reduce((widest, row) => Math.max(widest, Math.min(60, [...(row[column] ?? '')].length)), column.length),
  );
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  return [line([...columns]), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('');
}
