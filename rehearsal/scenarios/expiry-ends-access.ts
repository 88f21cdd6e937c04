import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { castOf, credential, inSeconds } from '../doors/cast.ts';
import { rulesOf } from '../doors/door.ts';
import { tick } from '../doors/functions.ts';
import { answered, askQuestion, running, showQuestion } from '../doors/queries.ts';
import { cannotSignIn, rehearsed } from './access-is-applied-for.ts';
import type { Scenario } from './scenario.ts';

/** Long enough to ask a question in, on a slow machine. */
const seconds = 25;

export const expiryEndsAccess: Scenario = {
  sentence:
    'a training that expires refuses the very next request of the same sign-in, one sweep stops what runs, and a renewed one gives it back',
  at: 'deployed',
  passes: ['plain'],
  cannot: cannotSignIn,
  async run(stage) {
    const cast = castOf(stage);
    const project = rehearsed(stage);
    const table = String(stage.memory.get('table'));
    const sql = `SELECT count(*) AS n FROM ${table}`;
    const { id } = cast.identity('researcher');
    const training = stage.deployment.access.demands.find(({ kind }) => kind === 'training');
    assert.ok(training, 'every deployment demands a training');
    const { credentials } = await cast.get('officer', { door: 'public', path: `/people/${id}` });
    const trained = (credentials as { id: string; kind: string; scheme: string }[]).filter(
      ({ kind, scheme }) => kind === 'training' && (training.schemes.length === 0 || training.schemes.includes(scheme)),
    );
    const expires = inSeconds(seconds);
    await credential(stage, 'researcher', training, expires);
    for (const { id: old } of trained)
      await cast.command('officer', `/people/${id}/withdraw-credential`, { credential: old });

    const query = await running(stage, 'researcher', project, table);
    const left = Date.parse(expires) - Date.now();
    assert.ok(left > 0, 'the query runs before the training expires; the machine is too slow for this scenario');
    await pause(left + 50);
    const began = Date.now();
    const refused = await askQuestion(stage, 'researcher', project, sql);
    assert.deepEqual([refused.status, rulesOf(refused)], [403, ['training']]);
    const own = await cast.ask('researcher', { door: 'private', path: `/queries/${query}?project=${project}` });
    assert.equal(own.status, 403, 'nor is the question shown that runs');

    const stops = () => stage.calls?.get('athena:StopQueryExecution') ?? 0;
    const before = stops();
    await tick(stage, 'sweeper');
    const swept = (Date.now() - began) / 1000;
    if (stage.calls !== undefined) assert.equal(stops(), before + 1, 'Athena is told to stop it');

    await credential(stage, 'researcher', training);
    const shown = await showQuestion(stage, 'researcher', project, query);
    assert.deepEqual([shown.state, shown.because], ['stopped', 'training']);
    const { rows } = await answered(stage, 'researcher', project, sql);
    assert.equal(rows.length, 1, 'the renewed training gives access back, in the same sign-in');
    return `refused and stopped within ${swept.toFixed(1)} s of the expiry`;
  },
};
