import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stacksOf } from '../left-out/assembly-folder.ts';
import { runToEnd } from '../running-process.ts';
import type { Steps } from '../target/steps.ts';
import { virtualEnvironment } from '../virtual-environment.ts';
import { accepted } from './accepted.ts';
import { type Finding, fromCfnLint, fromCheckov, type Paths, pathsIn } from './finding.ts';
import { linterVerdict } from './verdict.ts';

const root = join(__dirname, '..', '..');

/** Two checkers by other people read every template as synthesised. Their programs are installed beside the product, never in it. */
export async function runLinters(assembly: string, steps: Steps): Promise<void> {
  const requirements = join(root, 'rehearsal', 'python', 'checkers.txt');
  const environment = await virtualEnvironment(join(root, '.venv-checkers'), requirements);
  if (!environment.ready) {
    steps.note('linters', 'cfn-lint and checkov are installed', environment.outcome, environment.because);
    return;
  }
  const files = stacksOf(assembly).map(({ templateFile }) => templateFile);
  const paths: Paths = new Map(
    files.map((file) => [file, pathsIn(JSON.parse(readFileSync(join(assembly, metadataOf(file)), 'utf8')))]),
  );
  const { program } = environment;
  const judge = (tool: Finding['tool'], findings: readonly Finding[], passed: string): string => {
    const verdict = linterVerdict(
      findings,
      accepted.filter((entry) => entry.tool === tool),
      paths,
    );
    const wrong = [...verdict.unexplained, ...verdict.stale];
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return `${files.length} templates, ${passed}${verdict.accepted} findings accepted with a reason, 0 others`;
  };
  await steps.run('linters', 'cfn-lint', async () => {
    const args = ['--format', 'json', '--template', ...files];
    const { output } = await runToEnd(program('cfn-lint'), args, { cwd: assembly, seconds: 120 });
    return judge('cfn-lint', fromCfnLint(jsonIn(output), paths), '');
  });
  await steps.run('linters', 'checkov', async () => {
    const args = ['--framework', 'cloudformation', '--skip-download', '--compact', '--soft-fail', '-o', 'json', '-f'];
    const { output } = await runToEnd(program('checkov'), [...args, ...files], { cwd: assembly, seconds: 180 });
    const { passed, findings } = fromCheckov(jsonIn(output), paths);
    return judge('checkov', findings, `${passed} checks passed, `);
  });
}

const metadataOf = (templateFile: string): string => templateFile.replace(/\.template\.json$/, '.metadata.json');

/** Both print their JSON on its own; a warning of Python's may stand before it. */
function jsonIn(output: string): string {
  const begin = output.search(/^[[{]/m);
  if (begin < 0) throw new Error(`no JSON in what it printed:\n${output.slice(0, 2000)}`);
  return output.slice(begin);
}
