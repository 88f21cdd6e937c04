import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../bin/generated-files.ts';
import { projectStates } from '../../lambdas/safe-projects/contract.ts';
import { projectTransitions } from '../../lambdas/safe-projects/project-transitions.ts';
import { audiences, eventKinds, findings, rules, standings } from '../../lambdas/safe-projects/project-words.ts';
import { root } from '../house/source.ts';

const file = 'docs/reference/project-workflow.md';
const page = generatedFiles().get(file) ?? '';

test('the page about the workflow is what the table says; if not, run npm run generate', () => {
  expect(readFileSync(join(root, file), 'utf8')).toBe(page);
});

test('every state, command, event, rule, standing and audience is on it, and used by the table', () => {
  const words = [...projectStates, ...rules, ...findings, ...standings, ...audiences, ...eventKinds];
  const used = new Set<string>(
    projectTransitions.flatMap((row) => [...row.from, row.to, ...row.when, ...row.who, ...row.events, ...row.tells]),
  );
  for (const word of words) {
    expect(page).toContain(word);
    expect([word, used.has(word)]).toEqual([word, true]);
  }
  for (const { command } of projectTransitions) expect(page).toContain(`| ${command} |`);
});
