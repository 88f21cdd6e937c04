import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { castOf } from '../doors/cast.ts';
import { renews } from '../doors/directory.ts';
import { askQuestion, running } from '../doors/queries.ts';
import { queryIn } from '../doors/stored.ts';
import { cannotSignIn, rehearsed } from './access-is-applied-for.ts';
import type { Scenario } from './scenario.ts';

/** Within it the stream of the register has woken the sweeper. */
const patience = 45_000;

export const leaverIsOut: Scenario = {
  sentence:
    'whoever leaves is refused at both doors at once, and the change itself wakes the sweep that stops their query and ends their sign-in',
  at: 'deployed',
  passes: ['plain'],
  cannot: cannotSignIn,
  async run(stage) {
    const cast = castOf(stage);
    const project = rehearsed(stage);
    const table = String(stage.memory.get('table'));
    const { id } = cast.identity('leaver');
    const { RefreshToken } = await cast.tokens('leaver', 'private', true);
    await cast.tokens('leaver', 'public', true);
    assert.ok(await renews(stage, RefreshToken, 'private'), 'the sign-in could be renewed');
    const query = await running(stage, 'leaver', project, table);

    const { state } = await cast.command('second-officer', `/people/${id}/leave`);
    assert.equal(state, 'left');
    const left = Date.now();
    const inside = await askQuestion(stage, 'leaver', project, `SELECT count(*) AS n FROM ${table}`);
    const outside = await cast.ask('leaver', { door: 'public', path: '/me' });
    assert.deepEqual([inside.status, outside.status], [403, 403], 'both doors refuse');

    let stored = await queryIn(stage, query);
    let renewable = true;
    for (; Date.now() < left + patience; await pause(500)) {
      stored = await queryIn(stage, query);
      renewable = await renews(stage, RefreshToken, 'private');
      if (stored.state === 'stopped' && !renewable) break;
    }
    const seconds = (Date.now() - left) / 1000;
    assert.deepEqual([stored.state, renewable], ['stopped', false], `after ${seconds} s; nobody called the sweeper`);
    assert.ok(String(stored.because).split(',').includes('left'), `stopped because ${stored.because}`);
    return `stopped and signed out ${seconds.toFixed(1)} s after leaving, woken by the stream`;
  },
};
