import type { Estate } from '../estate.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { carriedByRoles } from './carriers.ts';
import type { Arrow, DataFlow, Part, Zone } from './flow.ts';
import { integrations } from './integrations.ts';
import { projectsTogether } from './look-alikes.ts';
import { atThePublicDoor } from './public-door.ts';
import { carriedByOthers } from './strangers.ts';
import { zoneOf } from './zones.ts';

/**
 * Every way that bytes can move between the zones of an estate, by the evaluator and by what the templates make services of AWS do.
 * Principals outside the templates are not drawn: the matrix says what is known of them.
 */
export const dataFlow: (estate: Estate) => DataFlow = oncePerEstate((estate) => {
  const carried: readonly Part[] = [...carriedByRoles(estate), ...carriedByOthers(estate), ...integrations(estate)];
  const parts = [
    ...carried,
    atThePublicDoor(estate, {
      zones: carried.flatMap((part) => part.zones),
      arrows: carried.flatMap(({ arrows }) => arrows),
    }),
  ];
  const stores = estate.resources.flatMap((one) => zoneOf(estate, one) ?? []);
  const zones = new Map([...stores, ...parts.flatMap((part) => part.zones)].map((zone) => [zone.id, zone] as const));
  const drawn = projectsTogether({
    zones: [...zones.values()].toSorted((one, other) => compare(one.id, other.id)),
    arrows: joined(parts.flatMap(({ arrows }) => arrows)),
  });
  const unseen = parts.flatMap(({ notes = [] }) => notes);
  return { ...drawn, notes: [...waysOut(drawn, unseen.length > 0), ...unseen] };
});

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** One arrow for each pair of zones, with every gate that it has: any of them is enough. */
function joined(arrows: readonly Arrow[]): readonly Arrow[] {
  const byWay = grouped(arrows, ({ from, to }) => [`${from}\n${to}`]);
  return [...byWay.values()]
    .flatMap((alike): readonly Arrow[] => {
      const [first] = alike;
      if (first === undefined) return [];
      const certainty = (['yes', 'only if', 'unknown'] as const).find((one) =>
        alike.some((arrow) => arrow.certainty === one),
      );
      return [
        {
          ...first,
          gate: [...new Set(alike.map(({ gate }) => gate))].join(' or '),
          detail: [...new Set(alike.map(({ detail }) => detail))].join('; '),
          certainty: certainty ?? 'unknown',
        },
      ];
    })
    .toSorted((one, other) => compare(one.from, other.from) || compare(one.to, other.to));
}

/** Whether any arrows lead, one after another, from where records or results lie to the outside, past where releases lie. */
function waysOut({ zones, arrows }: Part, isPartial: boolean): readonly string[] {
  const at = new Map(zones.map((zone) => [zone.id, zone]));
  const next = grouped(arrows, ({ from }) => [from]);
  const outside = (start: Zone): readonly Zone[] => {
    const seen = new Set([start.id]);
    for (const id of seen) for (const { to } of next.get(id) ?? []) if (at.get(to)?.kind !== 'release') seen.add(to);
    return [...seen].flatMap((id) => at.get(id) ?? []).filter(({ kind }) => kind === 'outside');
  };
  const leaving = zones
    .filter(({ kind }) => kind === 'store' || kind === 'results')
    .flatMap((zone) => outside(zone).map((end) => `${nameOf(zone)} to ${nameOf(end)}`));
  const released = zones.filter(({ kind }) => kind === 'release');
  const release = released.map((zone) => throughRelease(zone, arrows, at, outside(zone)));
  const past = released.length === 0 ? '' : ' past where releases lie';
  return leaving.length === 0
    ? [
        `${isPartial ? 'No way out is drawn' : 'No way out'}: no arrow, nor several in a row, leads from where records or results lie to the outside${past}.`,
        ...(released.length === 0
          ? ['No release bucket stands in these templates: the airlock’s way out is not drawn because it is not there.']
          : release),
      ]
    : [`Ways out that these templates allow or do not rule out: ${leaving.join('; ')}.`, ...release];
}

/** `Release (bucket) is written by Airlock release, and leaves to …`. */
function throughRelease(
  zone: Zone,
  arrows: readonly Arrow[],
  at: ReadonlyMap<string, Zone>,
  ends: readonly Zone[],
): string {
  const writers = arrows.filter(({ to }) => to === zone.id).flatMap(({ from }) => at.get(from)?.label ?? []);
  const by = writers.length === 0 ? 'nobody' : writers.join(' and ');
  return ends.length === 0
    ? `${nameOf(zone)} is written by ${by}, and nothing of it is drawn to the outside.`
    : `The airlock’s way out: ${nameOf(zone)}, written by ${by}, goes to ${ends.map(nameOf).join(' and ')}.`;
}

/** `Extract (project stroke)`. */
export const nameOf = ({ label, detail }: Pick<Zone, 'label' | 'detail'>): string => `${label} (${detail})`;
