import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineRules } from '../../../lambdas/safe-outputs/disclosure/rules.ts';
import { refusalRules } from '../../../lambdas/safe-outputs/disclosure/scan/refusals.ts';
import { scanRules } from '../../../lambdas/safe-outputs/disclosure/scan/scan-rules.ts';

const engine = join(__dirname, '..', '..', '..', 'lambdas', 'safe-outputs', 'disclosure');
const sources = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && file !== 'rules.ts',
);
const listed = new Set(engineRules.map(({ id }) => id));

/** Wherever the code names a rule: as the first word of what makes a finding, or as its field. */
const named = new Set([
  ...scanRules,
  ...refusalRules,
  ...sources.flatMap((file) =>
    [
      ...readFileSync(join(engine, file), 'utf8').matchAll(
        /(?:\b(?:finding|Refusal|refusal|found|blocked|fix|doubt)\(\s*|\brule: )'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'/g,
      ),
    ].flatMap(([, rule]) => rule ?? []),
  ),
]);

test('the reference lists every rule that the code names', () => {
  expect(named.size).toBeGreaterThan(100);
  expect([...named].filter((rule) => !listed.has(rule))).toEqual([]);
});

test('the reference lists no rule that the code does not know', () => {
  const text = sources.map((file) => readFileSync(join(engine, file), 'utf8')).join('\n');
  expect([...listed].filter((rule) => !text.includes(`'${rule}'`) && !text.includes(`\n  ${rule}: [`))).toEqual([]);
});

test('no rule is listed twice', () => {
  expect(engineRules.length).toBe(listed.size);
});
