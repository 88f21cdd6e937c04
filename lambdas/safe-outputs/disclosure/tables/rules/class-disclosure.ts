import type { Profile } from '../../contract.ts';

/**
 * Whether to know that somebody is in a row or column tells which cell. All in one cell fails, and so does all but one person in one cell: that
 * person knows of everybody else. https://github.com/sdcTools/HandbookSDC, chapter 4.
 */
export function classVerdict(
  cells: readonly number[],
  { review, fail }: Profile['classDisclosure'],
  total = cells.reduce((sum, one) => sum + one, 0),
): 'clear' | 'review' | 'needs-fix' {
  const largest = cells.reduce((most, one) => Math.max(most, one), 0);
  if (cells.length < 2 || total <= 0) return 'clear';
  if (largest / total >= fail || total - largest === 1) return 'needs-fix';
  return largest / total >= review ? 'review' : 'clear';
}
