/**
 * Decides by column: a table may hold a number that happens to fit a check digit, and a column full of them is no accident. One value in eleven of
 * ten random digits passes; five of ten in a column do so once in 150.
 */
import type { At, Finding } from '../contract.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { Heading } from './heading-words.ts';
import type { Kind } from './kinds.ts';
import { found, type ScanRule } from './scan-rules.ts';

const cellsOf = (facts: ColumnFacts, kind: Kind) => facts.hits[kind]?.cells ?? 0;
const where = (facts: ColumnFacts, kind: Kind, at: At): At => {
  const hit = facts.hits[kind];
  return hit === undefined ? at : { ...at, line: hit.firstLine };
};
const ofValues = (facts: ColumnFacts, kind: Kind) =>
  `${cellsOf(facts, kind)} of the ${facts.values} values of the column, the first on line ${facts.hits[kind]?.firstLine ?? 0}`;

/** As many at least, and such a share of the ten-digit values, are people's numbers and no accident. */
const fewest = 5;
const share = 0.5;
/** Date and check digit together fit one random value in 300. */
const chiShare = 0.1;
/** Keys of rows, not of a few files or versions. */
const manyKeys = 50;
const manyDays = 50;

function peoplesNumbers(facts: ColumnFacts, heading: Heading, at: At): readonly Finding[] {
  const ten = cellsOf(facts, 'ten-digits');
  const valid = cellsOf(facts, 'nhs-number');
  const chi = cellsOf(facts, 'chi-number');
  const irish = cellsOf(facts, 'health-and-care-number');
  const named = cellsOf(facts, 'named-nhs-number') > 0 || (heading.saysPatient && valid > 0);
  const isMany = valid >= fewest && ten >= fewest && valid >= ten * share;
  const findings: Finding[] = [];
  const say = (rule: ScanRule, kind: Kind, isSure: boolean) =>
    findings.push(found(rule, isSure ? 'blocked' : 'review', where(facts, kind, at), ofValues(facts, kind)));
  if (chi > 0 && (named || isMany || chi >= ten * chiShare)) say('chi-number', 'chi-number', true);
  if (irish > 0 && irish * 2 >= valid) say('health-and-care-number', 'health-and-care-number', named || isMany);
  if (valid > 0) say('nhs-number', 'nhs-number', named || isMany);
  else if (cellsOf(facts, 'chi-shape') > 0) say('ten-digit-shape', 'chi-shape', false);
  return findings;
}

/** One may be an accident of letters and digits; two are not. */
function twoOrMore(rule: ScanRule & Kind, facts: ColumnFacts, at: At, isNamed: boolean): readonly Finding[] {
  const cells = cellsOf(facts, rule);
  if (cells === 0) return [];
  return [found(rule, cells > 1 || isNamed ? 'blocked' : 'review', where(facts, rule, at), ofValues(facts, rule))];
}

function dates(facts: ColumnFacts, heading: Heading, at: At, hasCounts: boolean): readonly Finding[] {
  const days = cellsOf(facts, 'date');
  const findings: Finding[] = [];
  if (cellsOf(facts, 'named-date') > 0)
    findings.push(
      found('birth-or-death-date', 'blocked', where(facts, 'named-date', at), ofValues(facts, 'named-date')),
    );
  else if (days > 0 && heading.saysLife)
    findings.push(found('birth-or-death-date', 'blocked', where(facts, 'date', at), ofValues(facts, 'date')));
  else if (!hasCounts && days * 2 > facts.values && facts.distinct > manyDays)
    findings.push(found('day-dates', 'blocked', where(facts, 'date', at), `${facts.distinct} different days`));
  return findings;
}

function keys(facts: ColumnFacts, at: At): readonly Finding[] {
  const cells = cellsOf(facts, 'key');
  if (cells === 0) return [];
  const isMany = Math.min(cells, facts.distinct) > manyKeys;
  return [found('key', isMany ? 'blocked' : 'review', where(facts, 'key', at), ofValues(facts, 'key'))];
}

function names(facts: ColumnFacts, at: At): readonly Finding[] {
  const shaped = cellsOf(facts, 'name-shape');
  if (cellsOf(facts, 'titled-name') > 0)
    return [found('person-name', 'review', where(facts, 'titled-name', at), ofValues(facts, 'titled-name'))];
  const isColumn = shaped >= 10 && shaped * 2 > facts.values && facts.distinct * 2 > facts.values;
  return isColumn
    ? [found('person-name', 'review', where(facts, 'name-shape', at), ofValues(facts, 'name-shape'))]
    : [];
}

function areas(facts: ColumnFacts, heading: Heading, at: At): readonly Finding[] {
  const small = cellsOf(facts, 'small-area');
  const outward = cellsOf(facts, 'outward-postcode');
  if (small > 1 || (small > 0 && heading.saysArea))
    return [found('small-area', 'review', where(facts, 'small-area', at), ofValues(facts, 'small-area'))];
  if (outward > 0 && heading.saysArea)
    return [found('small-area', 'review', where(facts, 'outward-postcode', at), ofValues(facts, 'outward-postcode'))];
  return [];
}

/** Bits a byte above which the letters of words, codes and paths do not come. */
const disordered = { hexadecimal: 3.8, other: 4.85 };

function hidden(facts: ColumnFacts, at: At): readonly Finding[] {
  const { bytes, bitsPerByte, alphabet } = facts.tokens;
  const isEncoded =
    cellsOf(facts, 'encoded-data') > 0 ||
    cellsOf(facts, 'encoded-text') >= fewest ||
    (bytes >= 200 && bitsPerByte > (alphabet <= 22 ? disordered.hexadecimal : disordered.other));
  const findings: Finding[] = [];
  const some = (rule: ScanRule, kind: Kind) => {
    if (cellsOf(facts, kind) > 0) findings.push(found(rule, 'review', where(facts, kind, at), ofValues(facts, kind)));
  };
  if (isEncoded) findings.push(found('encoded-data', 'blocked', where(facts, 'encoded-data', at), ''));
  else {
    some('encoded-data', 'encoded-text');
    some('long-token', 'long-token');
  }
  some('formula', 'formula');
  some('unseen-characters', 'unseen');
  return findings;
}

/** `at` says which column; the lines are added. */
export function identifiersInColumn(
  facts: ColumnFacts,
  heading: Heading,
  at: At,
  hasCounts: boolean,
): readonly Finding[] {
  return [
    ...(heading.isIdentifying
      ? [found('identifying-heading', heading.isPersonKey ? 'blocked' : 'review', { ...at, line: 1 }, '')]
      : []),
    ...peoplesNumbers(facts, heading, at),
    ...twoOrMore('postcode', facts, at, heading.saysPostcode),
    ...twoOrMore('national-insurance-number', facts, at, false),
    ...twoOrMore('e-mail', facts, at, false),
    ...twoOrMore('phone', facts, at, false),
    ...areas(facts, heading, at),
    ...dates(facts, heading, at, hasCounts),
    ...keys(facts, at),
    ...names(facts, at),
    ...hidden(facts, at),
  ];
}

const spread = [
  ['nhs-number', 'nhs-number'],
  ['chi-number', 'chi-number'],
  ['postcode', 'postcode'],
  ['national-insurance-number', 'national-insurance-number'],
  ['e-mail', 'e-mail'],
  ['phone', 'phone'],
] as const satisfies readonly (readonly [ScanRule, Kind])[];

/** A table on its side has one value of each column: what no column shows, the columns together may. */
export function identifiersInWholeTable(
  columns: readonly ColumnFacts[],
  inColumns: readonly Finding[],
): readonly Finding[] {
  const total = (kind: Kind) => columns.reduce((sum, facts) => sum + cellsOf(facts, kind), 0);
  return spread.flatMap(([rule, kind]) => {
    if (inColumns.some((finding) => finding.rule === rule && finding.verdict === 'blocked')) return [];
    const cells = total(kind);
    const isMany = rule === 'nhs-number' ? cells >= fewest && cells >= total('ten-digits') * share : cells >= fewest;
    return isMany ? [found(rule, 'blocked', {}, `${cells} values across the columns`)] : [];
  });
}
