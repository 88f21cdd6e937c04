import { strict as assert } from 'node:assert';
import { knownGaps, notCompared } from '../agreement/known-gaps.ts';
import { putTheQuestions } from '../agreement/put-the-questions.ts';
import { verdictOn } from '../agreement/verdict.ts';
import type { Scenario } from './scenario.ts';

export const twoEvaluatorsAgree: Scenario = {
  sentence: 'our evaluator and the emulator’s, asked who can do what to every store, give the same answers',
  at: 'updated',
  passes: ['iam'],
  async run(stage) {
    const { answers, callers, unreachable } = await putTheQuestions(stage, stage.evaluator);
    const { agree, explained, findings } = verdictOn(answers, knownGaps);
    assert.ok(answers.length >= 300, `only ${answers.length} questions were put`);
    assert.deepEqual(findings, []);
    const parts = [
      `${answers.length} questions in the name of ${callers.length} callers: ${agree.allowed} allowed and ${agree.denied} denied by both`,
      ...[...explained].map(([name, count]) => `${count} differ, as known: ${name}`),
      `not compared: ${notCompared.map(({ what }) => what).join(', ')}`,
      ...(unreachable.length === 0 ? [] : [`nobody here can become ${unreachable.join(', ')}`]),
    ];
    return parts.join('; ');
  },
};
