import type { DraftDeployment } from '../draft.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding, Path } from '../problem.ts';

/** Controllers exist and are controllers; a trial holds nothing real. */
export function checkDatasets({ datasets, organisations, stage }: DraftDeployment): Finding[] {
  return (datasets ?? []).flatMap((dataset, index): Finding[] => {
    const at: Path = ['datasets', index];
    const findings = [
      ...ownName(dataset?.id, at),
      ...namedOrganisation(organisations, dataset?.controller, [...at, 'controller']),
    ];
    const controller = organisations?.find((one) => one?.ods !== undefined && one.ods === dataset?.controller);
    if (controller?.role === 'processor') {
      findings.push({
        path: [...at, 'controller'],
        rule: 'must name an organisation whose role is controller',
        remedy: 'name the controller, or correct the role of the organisation',
      });
    }
    if (stage?.kind === 'trial' && dataset?.synthetic === false) {
      findings.push({
        path: [...at, 'synthetic'],
        rule: 'must be true in a trial, whose records can be removed at any time',
        remedy: 'take the dataset out, or set `stage: { kind: production }`',
      });
    }
    if (dataset?.classification === 'synthetic' && dataset.synthetic === false) {
      findings.push({
        path: [...at, 'classification'],
        rule: 'must not be synthetic where `synthetic` is false',
        remedy: 'say how sensitive the records are',
      });
    }
    return findings;
  });
}

/** A dataset's database would bear the name of the audit's, or of a project's. */
function ownName(id: string | undefined, at: Path): Finding[] {
  if (id === undefined || (id !== 'audit' && !id.startsWith('project-'))) return [];
  return [
    {
      path: [...at, 'id'],
      rule: 'must not be `audit` or begin with `project-`, which name other databases of the environment',
      remedy: 'choose another id',
    },
  ];
}

/** Refuses a code that no organisation of the file has; says nothing while an organisation's own code is in doubt. */
export function namedOrganisation(
  organisations: DraftDeployment['organisations'],
  ods: string | undefined,
  path: Path,
): Finding[] {
  const codes = organisations?.map((organisation) => organisation?.ods);
  if (ods === undefined || codes === undefined || codes.includes(undefined) || codes.includes(ods)) return [];
  const known = codes.filter((code) => code !== undefined);
  const remedy = didYouMean(ods, known, `name one of ${known.join(', ')}, or add the organisation`);
  return [{ path, rule: 'must be the ods of one of `organisations`', remedy }];
}
