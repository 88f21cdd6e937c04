import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../bin/assembly.ts';
import { readOrExplain } from '../bin/deployment-file.ts';
import { assemblyVariable, cacheBeside } from './examples.ts';

/** The day every test speaks of. */
const asOf = '2026-11-24';

/**
 * Synthesises each example once, in a folder of this run; tests read the JSON. Findings do not stop it: the tests about rules
 * name them better.
 */
export default function setUp(): void {
  const folder = mkdtempSync(join(tmpdir(), 'tre-test-assembly-'));
  process.env[assemblyVariable] = folder;
  // What commands keep between their starts is this run's, not that of whoever runs it; beside the examples, for each folder there is read as one.
  process.env.XDG_CACHE_HOME = cacheBeside(folder);
  for (const name of ['thames-valley', 'greater-manchester']) {
    const deployment = readOrExplain(join(__dirname, '..', 'deployments', `${name}.yaml`), asOf);
    assemble({
      deployment,
      asOf,
      outdir: join(folder, deployment.id),
      validateTemplates: false,
      failOnFindings: false,
    });
  }
}
