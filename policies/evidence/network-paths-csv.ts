import { decidersOf, gatesInWords, type NetworkPath } from '../estate/network/path.ts';
import { csvOf } from './csv.ts';

const columns = [
  'From',
  'From kind',
  'Direction',
  'To',
  'To kind',
  'Protocol and port',
  'State',
  'Gates in order',
  'Deciding resources',
] as const;

const rowOf = (path: NetworkPath): readonly string[] => [
  path.from,
  path.fromKind,
  path.direction,
  path.to,
  path.toKind,
  path.protocol,
  path.state,
  gatesInWords(path),
  decidersOf(path).join(' '),
];

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Every path of the network, one a row, sorted by the text of the row. What is not listed is closed; what nobody can tell is listed
 * as `unknown`. A trial says so in a last row.
 */
export function networkPathsCsv(paths: readonly NetworkPath[], trial: boolean): string {
  const rows = paths
    .map((path) => {
      const row = rowOf(path);
      return { row, key: row.join('\n') };
    })
    .sort((one, other) => compare(one.key, other.key))
    .map(({ row }) => row);
  const note = ['TRIAL - not for accreditation.', ...columns.slice(1).map(() => '')];
  return csvOf([columns, ...rows, ...(trial ? [note] : [])]);
}
