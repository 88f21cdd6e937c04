import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedOutcomes, type Outcomes, outcomesOfCorpus, outcomesText, raiseVersion } from './outcomes.ts';

const text = readFileSync(join(__dirname, '..', '..', 'cases', 'disclosure', 'outcomes.json'), 'utf8');

test('one version of the engine says one thing of each case: whoever changes a rule raises the version', async () => {
  const now = await outcomesOfCorpus();
  expect([raiseVersion, changedOutcomes(JSON.parse(text) as Outcomes, now)]).toEqual([raiseVersion, []]);
  const stale = 'outcomes.json is not of this engine and corpus: run npm run generate';
  expect([stale, text]).toEqual([stale, outcomesText(now)]);
});

describe('an outcome that changed', () => {
  const kept: Outcomes = { engine: '1.0.0', cases: { 'tables: three men': 'a 1', 'tables: ten men': 'b 2' } };
  const told = (cases: Outcomes['cases'], engine = kept.engine) => changedOutcomes(kept, { engine, cases });

  test('is named under the same version', () => {
    expect(told({ ...kept.cases, 'tables: three men': 'a 9' })).toEqual(['tables: three men']);
  });
  test('is nothing under another version', () => {
    expect(told({ ...kept.cases, 'tables: three men': 'a 9' }, '1.1.0')).toEqual([]);
  });
  test('of a case that was rewritten, is new or is gone, is nothing', () => {
    expect(told({ 'tables: three men': 'c 9', 'tables: two men': 'd 9' })).toEqual([]);
  });
});
