import type { DraftDeployment } from '../draft.ts';
import { nearest } from '../nearest.ts';
import type { Finding, Path } from '../problem.ts';

/** An exception or attestation for a control nobody has would never show up in the evidence. */
export function checkControls({ exceptions, attestations }: DraftDeployment, known: ReadonlySet<string>): Finding[] {
  const check = (control: string | undefined, path: Path): Finding[] => {
    if (control === undefined || known.has(control)) return [];
    const meant = nearest(control, known);
    const remedy = meant ? `did you mean "${meant}"?` : 'write an id such as 1.1.01, G5 or TRE-X09';
    return [{ path, rule: 'must be the id of a SATRE statement, SDE guideline or supplementary control', remedy }];
  };
  return [
    ...(exceptions ?? []).flatMap((one, index) => check(one?.control, ['exceptions', index, 'control'])),
    ...(attestations ?? []).flatMap((one, index) => check(one?.control, ['attestations', index, 'control'])),
  ];
}
