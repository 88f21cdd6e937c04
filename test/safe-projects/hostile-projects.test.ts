import { type Answer, personPartition, standingKey } from '../../lambdas/safe-people/contract.ts';
import { projectHandlers } from '../../lambdas/safe-projects/projects.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { by, facts, members, now, people, type Step, toLive, toReview, vote } from './project-world.ts';

/** The handlers on a table in memory, with everybody of the small region in it. */
async function house(...steps: readonly Step[]) {
  const store = memoryStore();
  const create = (partition: string, sort: string, body: object) =>
    store.commit([{ kind: 'create', item: { partition, sort, version: 1, body: { ...body } } }]);
  await create(standingKey.partition, standingKey.sort, { tableId: 'table-1' });
  for (const person of Object.values(people)) await create(personPartition, person.id, person);
  let ids = 0;
  const handlers = projectHandlers({
    store,
    clock: { now: () => now },
    pause: async () => {},
    random: () => 0,
    table: { id: async () => 'table-1' },
    demands: facts.demands,
    id: () => `command-${String(ids++).padStart(4, '0')}`,
  });
  const ask = async (who: string, kind: string, body: object = {}, project = 'asthma'): Promise<Answer> => {
    const actor = by(who);
    const handler = handlers[`project-${kind}`];
    if (actor.kind !== 'person' || handler === undefined) throw new Error(`${kind} has no handler`);
    return handler({ actor, mfa: true, now, parameters: { project }, body });
  };
  for (const [who, { kind, ...body }] of steps) {
    const answer = await ask(who, kind, body);
    if (answer.status !== 200) throw new Error(`${who} ${kind}: ${JSON.stringify(answer)}`);
  }
  const record = async () => (await store.get({ partition: 'project', sort: 'asthma' }))?.body;
  return { ask, record };
}

const reason = 'because of reasons';
const rulesOf = (answer: Answer) => ('refusals' in answer ? answer.refusals.map(({ rule }) => rule) : []);
const long = '\u4e00'.repeat(2000);

describe('a project whose record was filled up', () => {
  const endings = [
    ['officer-b', 'end-membership', { person: 'colleague', reason: long }],
    ['officer-b', 'suspend', { reason: long }],
    ['officer-b', 'close', { reason: long }],
  ] as const;
  const ended = async ({ ask }: Awaited<ReturnType<typeof house>>) => {
    for (const [who, kind, body] of endings) expect([kind, (await ask(who, kind, body)).status]).toEqual([kind, 200]);
  };

  test('by its own lead, with amendments, is suspended and closed all the same, and its controllers are heard', async () => {
    const it = await house(...toLive);
    const answers: Answer[] = [];
    for (let index = 0; index < 20; index += 1) {
      const dataset = { dataset: `dataset-${index}`, title: long, controller: 'RCON1' };
      const body = { id: `a-${index}`, reason: long, change: { kind: 'new-dataset', dataset } };
      answers.push(await it.ask('applicant', 'propose-amendment', body));
    }
    expect(rulesOf(answers.at(-1) as Answer)).toEqual(['record-full']);
    expect((await it.ask('controller-1', 'controller-objects', { dataset: 'admissions', reason: long })).status).toBe(
      200,
    );
    await ended(it);
  });

  test('by a member of the committee, who declares one interest again and again', async () => {
    const extension = { id: 'longer', reason, change: { kind: 'extension', ends: '2031-11-30' } };
    const it = await house(...toLive);
    await it.ask('applicant', 'propose-amendment', extension);
    await it.ask('officer-a', 'open-committee', { members: [...members], chair: 'member-1', amendment: 'longer' });
    let last = await it.ask('member-2', 'declare-conflict', { person: 'member-2', interest: long });
    for (let count = 0; count < 80 && last.status === 200; count += 1) {
      last = await it.ask('member-2', 'declare-conflict', { person: 'member-2', interest: long });
    }
    expect(rulesOf(last)).toEqual(['record-full']);
    await ended(it);
  });
});

test('whoever may not see a project cannot tell it from none by giving it a command', async () => {
  const { ask } = await house(...toReview);
  for (const kind of ['submit', 'suspend', 'vote', 'close', 'go-live', 'withdraw']) {
    const body = { reason, vote: 'approve' };
    expect([kind, await ask('newcomer', kind, body)]).toEqual([kind, await ask('newcomer', kind, body, 'no-such')]);
  }
});

test('an amendment cannot pass for the application, and so write its decision anew', async () => {
  const it = await house(...toLive);
  const before = (await it.record())?.timing;
  const change = { kind: 'extension', ends: '2031-11-30' };
  expect(rulesOf(await it.ask('applicant', 'propose-amendment', { id: 'application', reason, change }))).toEqual([
    'amendment',
  ]);
  expect((await it.record())?.timing).toEqual(before);
});

test('votes on an amendment never count for another one of the same id', async () => {
  const it = await house(...toLive);
  const propose = (ends: string) =>
    it.ask('applicant', 'propose-amendment', { id: 'longer', reason, change: { kind: 'extension', ends } });
  await propose('2030-11-30');
  await it.ask('officer-a', 'open-committee', { members: [...members], chair: 'member-1', amendment: 'longer' });
  for (const [who, { kind, ...body }] of members.map((one) => vote(one))) await it.ask(who, kind, body);
  expect(rulesOf(await it.ask('applicant', 'withdraw-amendment', { amendment: 'longer', reason }))).toEqual([
    'no-open-meeting',
  ]);
  expect(rulesOf(await propose('2040-11-30'))).toEqual(['amendment']);
});
