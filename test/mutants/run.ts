import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyVariable } from '../examples.ts';
import setUp from '../global-setup.ts';
import { type Judged, reportOf, type Section, survivorsOf, tableOf } from './score.ts';
import type { Answer, Progress } from './share.ts';

/**
 * `npm run mutants [-- --json] [--every <n>]`: the same mutants judged by our rules and by the rule packs of AWS, side by side. Exit status 1 when
 * one survives ours. Two processes judge, for the engines are slow and the machine has two cores.
 */
async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const option = process.argv.indexOf('--every');
  const every = option < 0 ? 1 : Number(process.argv[option + 1]);
  if (!Number.isInteger(every) || every < 1) {
    console.error('--every wants a whole number: 10 judges one mutant in ten, for a quick look');
    process.exitCode = 2;
    return;
  }
  if (process.env[assemblyVariable] === undefined) setUp();
  const shares = 2;
  const done = new Map<number, Progress>();
  const show = (): void => {
    const seen = [...done.values()];
    const [at, of] = [seen.reduce((sum, one) => sum + one.at, 0), seen.reduce((sum, one) => sum + one.of, 0)];
    process.stderr.write(`\r${at} of ${of} mutants judged`);
  };
  const answers = await Promise.all(
    Array.from({ length: shares }, (_, share) =>
      judgeShare(share, shares, every, (progress) => {
        done.set(share, progress);
        if (process.stderr.isTTY) show();
      }),
    ),
  );
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { judges = [], notes: ofRuleSets = [] } = answers[0] ?? {};
  const notes = [...ofRuleSets, ...(every === 1 ? [] : [`A quick look: one mutant in ${every} only.`])];
  const sections = ['generated', 'written by hand'].map(
    (section): Section => ({
      section,
      judged: answers
        .flatMap((answer) => answer.judged.filter((one) => one.section === section))
        .sort((one, other) => one.index - other.index)
        .map(({ section: _section, index: _index, ...judged }): Judged => judged),
    }),
  );
  const report = reportOf(sections, judges, notes);
  const folder = join(__dirname, '..', '..', 'build');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mutation-score.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  const survivors = sections.flatMap(({ judged }) => survivorsOf(judged, 'ours'));
  if (json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else {
    for (const section of sections) console.log(`${tableOf(section, judges)}\n`);
    for (const note of notes) console.log(note);
    console.log(survivors.length === 0 ? 'No mutant survives our rules.' : 'These survive our rules:');
    for (const name of survivors) console.log(`  ${name}`);
    console.log('Survivors of every rule set: build/mutation-score.json');
  }
  process.exitCode = survivors.length === 0 ? 0 : 1;
}

function judgeShare(share: number, shares: number, every: number, seen: (progress: Progress) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'share.ts'), [String(share), String(shares), String(every)], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, CDK_VALIDATION: 'false' },
    });
    child.on('message', (message: Progress | Answer) => {
      if ('judged' in message) resolve(message);
      else seen(message);
    });
    child.on('exit', (code) => reject(new Error(`a judging process ended with ${code} before it answered`)));
  });
}

main();
