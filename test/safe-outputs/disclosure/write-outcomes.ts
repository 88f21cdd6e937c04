import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedOutcomes, type Outcomes, outcomesOfCorpus, outcomesText, raiseVersion } from './outcomes.ts';

const path = join(__dirname, '..', '..', 'cases', 'disclosure', 'outcomes.json');

/** Undefined where there is none, or a merge has left two versions of it. */
function kept(): Outcomes | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Outcomes;
  } catch {
    return undefined;
  }
}

/** The last step of `npm run generate`: writes what the engine makes of its corpus, unless its version has said otherwise before. */
async function write(): Promise<void> {
  const before = kept();
  const now = await outcomesOfCorpus();
  const changed = before === undefined ? [] : changedOutcomes(before, now);
  if (changed.length > 0) {
    console.error(`${raiseVersion}\n${changed.map((name) => `  ${name}`).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(path, outcomesText(now));
  console.log('test/cases/disclosure/outcomes.json');
}
void write();
