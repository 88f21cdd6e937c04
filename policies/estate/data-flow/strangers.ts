import { accessMatrix, type Pair } from '../access-matrix/access-matrix.ts';
import type { Cell } from '../access-matrix/cell.ts';
import type { Estate } from '../estate.ts';
import { grouped } from '../views.ts';
import { serviceZone } from './carriers.ts';
import type { Arrow, Part, Zone } from './flow.ts';
import { otherAccounts, world, zoneOf } from './zones.ts';

/** What services of AWS deliver in their own name, and what lies open to anybody. */
export function carriedByOthers(estate: Estate): readonly Part[] {
  const pairs = accessMatrix(estate);
  const services = pairs.filter(({ principalKind }) => principalKind === 'service');
  const strangers = pairs.filter(({ principalKind }) => principalKind === 'stranger');
  return [
    ...strangers.map((pair) =>
      ofPair(estate, pair, pair.principal === 'anybody without credentials' ? world : otherAccounts),
    ),
    ...together(services.map((pair) => ofPair(estate, pair, serviceZone(pair.principal)))),
  ];
}

function ofPair(estate: Estate, { principal, store, without }: Pair, other: Zone): Part {
  const resource = estate.at(store);
  const zone = resource && zoneOf(estate, resource);
  if (zone === undefined) return { zones: [], arrows: [] };
  const arrow = (from: Zone, to: Zone, verb: string, cell: Cell | undefined): readonly Arrow[] => {
    if (cell === undefined || cell.answer === 'no') return [];
    const { answer, residual } = cell;
    const detail = `${principal}: ${verb} ${answer}${residual === undefined ? '' : ` ${residual}`}`;
    return [{ from: from.id, to: to.id, gate: policyGate(other, cell), detail, certainty: answer }];
  };
  const arrows = [
    ...arrow(other, zone, 'write', without.write),
    ...arrow(zone, other, 'read', without.read),
    ...arrow(zone, other, 'query', without.query),
    ...arrow(zone, other, 'see results', without['see results']),
  ];
  return arrows.length === 0 ? { zones: [], arrows } : { zones: [other, zone], arrows };
}

const policyGate = ({ kind, label }: Zone, { residual = '' }: Cell): string => {
  if (kind === 'outside') return 'open by its own policy';
  return /aws:Source(Account|Arn)/i.test(residual) ? `${label}, for this account` : label;
};

/** Services that write to the same place and nothing else are one zone: the picture gains nothing by ten of them. */
function together(parts: readonly Part[]): readonly Part[] {
  const arrows = parts.flatMap((part) => part.arrows);
  const zones = new Map(parts.flatMap((part) => part.zones.map((zone) => [zone.id, zone] as const)));
  const ways = grouped(arrows, ({ from, to }) => [zones.get(from)?.kind === 'service' ? from : to]);
  const alike = grouped([...ways], ([, of]) => [
    of.map(({ from, to, certainty }) => (ways.has(from) ? `> ${to}` : `${from} >`) + certainty).join(),
  ]);
  return [...alike.values()].map((group) => {
    const [[first = '', of = []] = []] = group;
    const ids = group.map(([id]) => id);
    const zone = zones.get(first);
    if (zone === undefined || ids.length === 1)
      return { zones: of.flatMap(({ from, to }) => [zones.get(from) ?? [], zones.get(to) ?? []].flat()), arrows: of };
    const names = ids.map((id) => zones.get(id)?.label ?? id);
    const joined: Zone = { ...zone, id: ids.join(), label: 'Services of AWS', detail: names.join(', ') };
    return {
      zones: [joined, ...of.flatMap(({ from, to }) => zones.get(from === first ? to : from) ?? [])],
      arrows: group.flatMap(([id, each]) =>
        each.map((arrow) => ({
          ...arrow,
          gate: 'each in its own name',
          from: arrow.from === id ? joined.id : arrow.from,
          to: arrow.to === id ? joined.id : arrow.to,
        })),
      ),
    };
  });
}
