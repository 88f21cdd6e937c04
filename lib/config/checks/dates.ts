import type { DraftDeployment } from '../draft.ts';
import { type Finding, type Path, pathText } from '../problem.ts';

/** Two days of one map, of which the second may not be earlier. Days written YYYY-MM-DD compare as text. */
function ordered<First extends string, Second extends string>(
  at: Path,
  map: Readonly<Partial<Record<First | Second, string | undefined>>> | undefined,
  first: First,
  second: Second,
): Finding[] {
  const [early, late] = [map?.[first], map?.[second]];
  if (early === undefined || late === undefined || early <= late) return [];
  const rule = `must not be before ${pathText([...at, first])} (${early})`;
  return [{ path: [...at, second], rule, remedy: `correct ${second} or ${first}` }];
}

/** Only the order within the file: that a day has passed is an outcome, never a mistake. */
export const checkDates = ({ datasets, projects, attestations, provisions }: DraftDeployment): Finding[] => [
  ...Object.entries(provisions ?? {}).flatMap(([service, provision]) =>
    provision?.by === 'organisation' ? ordered(['provisions', service], provision, 'on', 'expires') : [],
  ),
  ...(datasets ?? []).flatMap((dataset, d) =>
    ordered(['datasets', d, 'agreement'], dataset?.agreement, 'signed', 'expires'),
  ),
  ...(projects ?? []).flatMap((project, p) => [
    ...ordered(['projects', p, 'approval'], project?.approval, 'approved', 'expires'),
    ...ordered(['projects', p], project, 'starts', 'ends'),
  ]),
  ...(attestations ?? []).flatMap((attestation, a) => ordered(['attestations', a], attestation, 'on', 'expires')),
];
