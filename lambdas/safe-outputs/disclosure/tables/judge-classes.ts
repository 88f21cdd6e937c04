import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { type Line, linesOf } from './lines.ts';
import { classVerdict } from './rules/class-disclosure.ts';
import type { Measure, ModelCell, TableModel } from './table-model.ts';

/** Rows and columns of counts in which nearly everybody is in one cell. */
export function judgeClasses(model: TableModel, profile: Profile): readonly Finding[] {
  const certain: Cell[] = [];
  const nearly: Cell[] = [];
  for (const measure of model.counts) {
    const lines = linesOf(measure);
    for (const line of lines) {
      const verdict = verdictOfLine(line, measure, profile, lines);
      const at = largest(line.members)?.at;
      if (at && verdict !== 'clear') (verdict === 'needs-fix' ? certain : nearly).push(at);
    }
  }
  const remedy = 'merge categories, or leave the row or column out';
  return [
    ...cellsFinding(certain, {
      rule: 'class-disclosure',
      verdict: 'needs-fix',
      reason: 'everybody of a row or column, or all but one, is in one cell',
      remedy,
    }),
    ...cellsFinding(nearly, {
      rule: 'class-disclosure',
      verdict: 'review',
      reason: `one cell holds ${Math.round(profile.classDisclosure.review * 100)} % or more of its row or column`,
      remedy,
    }),
  ];
}

export function verdictOfLine(
  line: Line,
  measure: Measure,
  profile: Profile,
  lines: readonly Line[],
): ReturnType<typeof classVerdict> {
  const known = line.members.flatMap(({ value }) => (value.kind === 'number' ? [Math.abs(value.value)] : []));
  if (line.members.length === 1 && line.left.length > 0) {
    // Only one category of this line is in the table. Where every line is like this, one label follows from the others and nothing is told.
    const crossed = lines.some((one) => one.dimension === line.dimension && one.members.length > 1);
    return crossed && known.some((one) => one > 0) ? 'review' : 'clear';
  }
  const withheld = line.members.filter(({ value }) => value.kind !== 'number');
  const total = line.total?.value.kind === 'number' ? line.total.value.value : undefined;
  if (withheld.length === 0) return softened(classVerdict(known, profile.classDisclosure), measure);
  // What is withheld may be anything up to the threshold for all that a reader knows, unless a total says more.
  const rest = withheld.reduce((sum, { value }) => sum + atMost(value, profile), 0);
  const whole = total ?? known.reduce((sum, one) => sum + one, 0) + rest;
  const verdict = classVerdict([...known, 0], profile.classDisclosure, whole);
  return verdict === 'clear' ? 'clear' : 'review';
}

const atMost = (value: ModelCell['value'], { threshold }: Profile): number =>
  value.kind === 'suppressed' ? (value.atMost ?? threshold - 1) : threshold - 1;

/** A rounded zero may be two people, so nothing about the others is certain. */
const softened = (verdict: ReturnType<typeof classVerdict>, { rounding }: Measure): ReturnType<typeof classVerdict> =>
  verdict === 'needs-fix' && rounding.method === 'nearest' ? 'review' : verdict;

const largest = (cells: readonly ModelCell[]): ModelCell | undefined =>
  cells.reduce<ModelCell | undefined>((most, cell) => {
    if (cell.value.kind !== 'number') return most;
    return most?.value.kind === 'number' && most.value.value >= cell.value.value ? most : cell;
  }, undefined);
