import { grouped } from '../views.ts';
import type { Arrow, Part, Zone } from './flow.ts';

/**
 * Draws projects once of which every zone and arrow is the same but for the name. One that shares an arrow with another project is drawn
 * on its own: that is what an assessor looks for.
 */
export function projectsTogether({ zones, arrows }: Part): Part {
  const own = new Map(zones.flatMap(({ id, project }) => (project === undefined ? [] : [[id, project] as const])));
  const shapeOf = (project: string): string => {
    const general = (id: string): string =>
      own.get(id) === project ? `* ${id.slice(id.lastIndexOf('/') + 1)}` : own.has(id) ? `another ${project}` : id;
    const its = arrows.filter(({ from, to }) => own.get(from) === project || own.get(to) === project);
    return [
      ...zones
        .filter(({ id }) => own.get(id) === project)
        .map(({ id, label, kind }) => `${general(id)} ${label} ${kind}`),
      ...its.map(({ from, to, gate, certainty }) => `${general(from)} > ${general(to)}: ${gate} ${certainty}`),
    ]
      .sort()
      .join('\n');
  };
  const groups = [...grouped([...new Set(own.values())], (project) => [shapeOf(project)]).values()];
  const front = new Map(groups.flatMap((group) => group.map((project) => [project, group] as const)));
  const isFront = (project: string | undefined): boolean =>
    project === undefined || front.get(project)?.[0] === project;
  const kept = arrows.filter(({ from, to }) => isFront(own.get(from)) && isFront(own.get(to)));
  return {
    zones: zones.filter(({ project }) => isFront(project)).map((zone) => ofAll(zone, front, zones)),
    arrows: kept.map((arrow) => alsoFor(arrow, own, front)),
  };
}

/** `3 projects: asthma, falls, stroke`. */
function ofAll(zone: Zone, front: ReadonlyMap<string, readonly string[]>, zones: readonly Zone[]): Zone {
  const group = zone.project === undefined ? [] : (front.get(zone.project) ?? []);
  if (group.length < 2) return zone;
  const names = group.map((project) =>
    (zones.find((one) => one.project === project)?.detail ?? project).replace(/^project /, ''),
  );
  const shown = names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  return { ...zone, detail: `each of ${names.length} projects: ${shown}` };
}

function alsoFor(arrow: Arrow, own: ReadonlyMap<string, string>, front: ReadonlyMap<string, readonly string[]>): Arrow {
  const group = front.get(own.get(arrow.from) ?? own.get(arrow.to) ?? '') ?? [];
  return group.length < 2
    ? arrow
    : { ...arrow, detail: `${arrow.detail}; the same in ${group.length - 1} other projects` };
}
