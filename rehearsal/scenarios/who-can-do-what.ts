import { strict as assert } from 'node:assert';
import { cases } from '../table/cases.ts';
import { putTheQuestions } from '../table/put-the-questions.ts';
import { verdictOn } from '../table/verdict.ts';
import type { Scenario } from './scenario.ts';

export const whoCanDoWhat: Scenario = {
  sentence:
    'researcher, assessor, broker, administrator and deployer can do what AWS’s rules say, and nothing else that was tried',
  at: 'updated',
  passes: ['iam'],
  cannot: ({ openProjects }) => (openProjects.length < 2 ? 'it needs two open projects' : undefined),
  async run(stage) {
    const [own = '', ...others] = stage.openProjects;
    const answers = await putTheQuestions(stage, { own, other: others.at(-1) ?? '' }, cases);
    stage.memory.set('who-can-do-what', answers);
    const { agrees, explained, findings } = verdictOn(answers);
    assert.deepEqual(findings, []);
    return `${agrees} of ${answers.length} answers are AWS's${explained.map((line) => `; ${line}`).join('')}`;
  },
};
