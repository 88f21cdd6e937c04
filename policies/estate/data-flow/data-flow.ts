import type { Estate } from '../estate.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { carriedByRoles } from './carriers.ts';
import type { Arrow, DataFlow, Part, Zone } from './flow.ts';
import { integrations } from './integrations.ts';
import { projectsTogether } from './look-alikes.ts';
import { carriedByOthers } from './strangers.ts';
import { zoneOf } from './zones.ts';

/**
 * Every way that bytes can move between the zones of an estate, by the evaluator and by what the templates make services of AWS do.
 * Principals outside the templates are not drawn: the matrix says what is known of them.
 */
export const dataFlow: (estate: Estate) => DataFlow = oncePerEstate((estate) => {
  const parts: readonly Part[] = [...carriedByRoles(estate), ...carriedByOthers(estate), ...integrations(estate)];
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

/** Whether any arrows lead, one after another, from where records or results lie to the outside. */
function waysOut({ zones, arrows }: Part, isPartial: boolean): readonly string[] {
  const at = new Map(zones.map((zone) => [zone.id, zone]));
  const next = grouped(arrows, ({ from }) => [from]);
  const outside = (start: Zone): readonly Zone[] => {
    const seen = new Set([start.id]);
    for (const id of seen) for (const { to } of next.get(id) ?? []) seen.add(to);
    return [...seen].flatMap((id) => at.get(id) ?? []).filter(({ kind }) => kind === 'outside');
  };
  const leaving = zones
    .filter(({ kind }) => kind === 'store' || kind === 'results' || kind === 'release')
    .flatMap((zone) => outside(zone).map((end) => `${nameOf(zone)} to ${nameOf(end)}`));
  const release = zones.some(({ kind }) => kind === 'release')
    ? []
    : ['No release bucket stands in these templates: the airlock’s way out is not drawn because it is not there.'];
  return leaving.length === 0
    ? [
        `${isPartial ? 'No way out is drawn' : 'No way out'}: no arrow, nor several in a row, leads from where records or results lie to the outside.`,
        ...release,
      ]
    : [`Ways out that these templates allow or do not rule out: ${leaving.join('; ')}.`, ...release];
}

/** `Extract (project stroke)`. */
export const nameOf = ({ label, detail }: Pick<Zone, 'label' | 'detail'>): string => `${label} (${detail})`;
