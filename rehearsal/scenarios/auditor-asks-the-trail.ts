import { strict as assert } from 'node:assert';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ask } from '../target/athena.ts';
import { becomeAssessor } from '../target/become.ts';
import { forDuckDb, withParameters } from '../target/dialect.ts';
import { bucketOf } from '../target/names.ts';
import { resultsAt } from '../target/results-bucket.ts';
import { savedQuestions } from '../target/saved-questions.ts';
import type { Scenario } from './scenario.ts';
import { asTheTableReadsIt } from './trail-files.ts';
import { answerColumns, expectedAnswers, happened } from './trail-records.ts';

const parameters: Readonly<Record<string, readonly string[]>> = {
  'who-read-a-dataset-last-week': ['%admitted_care%'],
};

export const auditorAsksTheTrail: Scenario = {
  sentence: 'an assessor asks every saved question of the audit trail and gets who did what, no more and no less',
  at: 'deployed',
  passes: ['plain', 'iam'],
  cannot: ({ emulated }) => (emulated ? undefined : 'records are CloudTrail’s to write; only an emulator takes ours'),
  async run(stage) {
    const { deployment, account, region, clients } = stage;
    const bucket = bucketOf(deployment, 'trail');
    const records = happened(bucket);
    await clients.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `AWSLogs/${account}/CloudTrail/${region}/rehearsal.json`,
        Body: asTheTableReadsIt(records, region, new Date()),
      }),
    );
    const name = `tre-${deployment.id}-audit`;
    const { athena } = stage.pass === 'iam' ? await becomeAssessor(stage, true) : clients;
    const questions = await savedQuestions(athena, name);
    assert.ok(questions.size >= 4, `${name} has its saved questions`);
    for (const [question, sql] of questions) {
      const columns = answerColumns[question];
      assert.ok(columns, `nobody says what ${question} should answer`);
      const answer = await ask(athena, {
        workgroup: name,
        database: name.replaceAll('-', '_'),
        sql: forDuckDb(withParameters(sql, parameters[question] ?? [])),
        ...resultsAt(stage),
      });
      const rows = answer.map((row) => columns.map((column) => row[column]).join(' ')).sort();
      assert.deepEqual(rows, expectedAnswers[question], question);
    }
    return `${questions.size} questions, ${records.length} records`;
  },
};
