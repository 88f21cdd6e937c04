import { accessMatrix, type Pair, storesOf } from '../estate/access-matrix/access-matrix.ts';
import type { Verb } from '../estate/access-matrix/verbs.ts';
import type { Estate } from '../estate/estate.ts';
import type { AuditSection, MakeSection } from './sections.ts';

const reading: readonly Verb[] = ['read', 'see results', 'decrypt'];

interface Reading {
  readonly pair: Pair;
  readonly verb: Verb;
  readonly answer: string;
  readonly residual: string | undefined;
}

const readingsOf = (pair: Pair): readonly Reading[] =>
  reading.flatMap((verb) => {
    const cell = pair.without[verb];
    return cell === undefined || cell.answer === 'no'
      ? []
      : [{ pair, verb, answer: cell.answer, residual: cell.residual }];
  });

/** Whoever has no place in these templates: any other account, and anybody without credentials. */
const isStranger = ({ pair }: Reading): boolean => pair.principalKind === 'stranger';

/**
 * Who can read which store, asked of every principal. Judged is one thing: that no other account, and nobody without credentials, reads
 * any. A stranger of whom nobody can tell is unknown. What the account's own principals read is listed, for whoever must decide about it.
 */
export const whoReads: MakeSection = {
  id: 'who-reads',
  title: 'Who can read which store',
  of: (estate: Estate): AuditSection => {
    const stores = storesOf(estate);
    const found = accessMatrix(estate).flatMap(readingsOf);
    const isOpen = found.some((one) => isStranger(one) && one.answer !== 'unknown');
    const isUnknown = found.some((one) => isStranger(one) && one.answer === 'unknown');
    return {
      id: 'who-reads',
      title: 'Who can read which store',
      verdict: stores.length === 0 ? 'nothing to judge' : isOpen ? 'fail' : isUnknown ? 'unknown' : 'pass',
      lines: [
        `${stores.length} stores; without the organisation’s policies, and whatever the call path`,
        ...found.map(line),
      ],
      data: found.map(({ pair, verb, answer, residual }) => ({
        principal: pair.principal,
        store: pair.store,
        verb,
        answer,
        residual: residual ?? null,
      })),
    };
  },
};

const line = ({ pair, verb, answer, residual }: Reading): string =>
  `${answer}: ${pair.principal} may ${verb} ${pair.store}${residual === undefined ? '' : `, if ${residual}`}`;
