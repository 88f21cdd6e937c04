import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../bin/generated-files.ts';
import { airlockTransitions } from '../../lambdas/safe-outputs/airlock/airlock-transitions.ts';
import { audiences, eventKinds, findings, rules, standings } from '../../lambdas/safe-outputs/airlock/airlock-words.ts';
import { airlockStates } from '../../lambdas/safe-outputs/contract.ts';
import { root } from '../house/source.ts';

const file = 'docs/reference/airlock-workflow.md';
const page = generatedFiles().get(file) ?? '';

test('the page about the airlock is what the table says; if not, run npm run generate', () => {
  expect(readFileSync(join(root, file), 'utf8')).toBe(page);
});

test('every state, command, event, rule, standing and audience is on it', () => {
  for (const word of [...airlockStates, ...rules, ...findings, ...standings, ...audiences, ...eventKinds])
    expect(page).toContain(word);
  for (const { command } of airlockTransitions) expect(page).toContain(`| ${command} |`);
});
