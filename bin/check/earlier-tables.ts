import type { EarlierTable, Profile } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { lookedAt } from './looked-at.ts';
import { outputsIn } from './outputs-on-disk.ts';

/** Its message names every file of the folder that cannot be compared with: a comparison with the others alone would look complete. */
export class NotComparable extends Error {}

/**
 * Tables of a folder of earlier outputs, in the order of their names. Files that hold none, such as pictures, are passed over.
 * @throws NotThere, NotComparable
 */
export async function earlierTables(folder: string, profile: Profile): Promise<readonly EarlierTable[]> {
  const { outputs, noFiles } = outputsIn([folder]);
  // They were released, whatever would be said of them today; only what cannot be read as a table is in the way.
  const { files, unjudged } = await lookedAt(outputs, unlimited(profile), { earlier: [] });
  const broken = files.filter(({ report }) => report.tables.length === 0 && ['csv', 'tsv'].includes(report.type));
  const problems = [
    ...[...noFiles, ...unjudged].map(({ shown, why }) => `${shown}: ${why}`),
    ...broken.map(({ output }) => `${output.shown} is no table that can be compared with`),
  ];
  if (problems.length > 0) throw new NotComparable(problems.join('\n'));
  return files.flatMap(({ report }, index) =>
    report.tables.map((table) => ({ release: 'earlier', file: index + 1, table })),
  );
}

const unlimited = (profile: Profile): Profile => ({
  ...profile,
  limits: { ...profile.limits, files: Number.MAX_SAFE_INTEGER, bytesPerRequest: Number.MAX_SAFE_INTEGER },
});
