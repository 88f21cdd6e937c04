import { type Answer, document, personPartition, standingKey } from '../../lambdas/safe-people/contract.ts';
import { projected } from '../../lambdas/safe-people/door-answer.ts';
import type { ProjectRecord } from '../../lambdas/safe-projects/project-record.ts';
import { projectRoutes } from '../../lambdas/safe-projects/project-routes.ts';
import { projectHandlers } from '../../lambdas/safe-projects/projects.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import {
  by,
  commandOfKind,
  early,
  facts,
  inState,
  now,
  people,
  type Step,
  toCommittee,
  toLive,
  votes,
} from './project-world.ts';

/** The handlers on a table in memory, with everybody of the small region in it. */
async function house(register = 'table-1') {
  const store = memoryStore();
  const create = (partition: string, sort: string, body: object) =>
    store.commit([{ kind: 'create', item: { partition, sort, version: 1, body: { ...body } } }]);
  await create(standingKey.partition, standingKey.sort, { tableId: register });
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
  const call = async (
    who: string,
    operation: string,
    body: object = {},
    mfa = true,
    project = 'asthma',
  ): Promise<Answer> => {
    const actor = by(who);
    const handler = handlers[operation];
    if (actor.kind !== 'person' || handler === undefined) throw new Error(`${operation} has no handler`);
    const answer = await handler({ actor, mfa, now, parameters: { project }, body });
    const route = projectRoutes.find((one) => one.operation === operation);
    // What leaves is what the route declares: a handler that returns anything else throws here, as it would at the door.
    return 'body' in answer
      ? { ...answer, body: { ...projected(answer.body, route?.answers ?? {}, 'public') } }
      : answer;
  };
  const walk = async (...steps: readonly Step[]) => {
    for (const [who, { kind, ...body }] of steps) {
      const answer = await call(who, `project-${kind}`, body);
      if (answer.status !== 200) throw new Error(`${who} ${kind}: ${JSON.stringify(answer)}`);
    }
  };
  const put = (record: ProjectRecord) => create('project', record.id, record);
  return { call, walk, put, store };
}

const bodyOf = (answer: Answer): Readonly<Record<string, unknown>> => ('body' in answer ? answer.body : {});
const rulesIn = (answer: Answer) => ('refusals' in answer ? answer.refusals.map(({ rule }) => rule) : []);

test('the routes make one document without a fault, and none is deployed at the private door', () => {
  const { paths } = document(projectRoutes);
  expect(Object.keys(paths)).toContain('/projects/{project}/close-vote');
  expect(projectRoutes.every(({ doors }) => doors.join() === 'public')).toBe(true);
});

test('an application is walked to a live project through the doors, and its whole history is chained', async () => {
  const { call, walk } = await house();
  await walk(...toLive);
  const { state, members } = bodyOf(await call('applicant', 'project'));
  expect(state).toBe('live');
  expect(members).toHaveLength(2);
  const { events } = bodyOf(await call('assessor-1', 'project-history')) as { events: readonly { kind: string }[] };
  expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['drafted', 'vote-closed', 'went-live']));
  expect(events.length).toBe(toLive.length);
});

test('everybody who may see a project sees it in every state, in the declared fields alone', async () => {
  for (const record of Object.values(inState())) {
    const { call, put } = await house();
    await put(record);
    for (const who of ['applicant', 'officer-a', 'assessor-1']) expect((await call(who, 'project')).status).toBe(200);
  }
});

test('who sees what: their own, what is before them, what they control; officers and assessors all of it', async () => {
  const { call, put } = await house();
  await put(inState().committee);
  const seen = async (who: string) => {
    const [list, one] = [await call(who, 'projects'), await call(who, 'project')];
    const { projects } = bodyOf(list) as { projects: readonly unknown[] };
    expect(one.status).toBe(projects.length === 1 ? 200 : 404);
    return projects.length === 1;
  };
  const may = ['applicant', 'colleague', 'officer-a', 'assessor-1', 'member-1', 'lay-1', 'controller-1'];
  for (const who of Object.keys(people)) {
    const expected = [...may, 'officer-b', 'member-2', 'member-3', 'member-4', 'controller-2'].includes(who);
    expect([who, await seen(who)]).toEqual([who, expected]);
  }
});

test('a command on a project that one may not see says no more than that there is none', async () => {
  const { call, put } = await house();
  await put(inState().live);
  expect(await call('outsider', 'project-close', { reason: 'out of spite' })).toMatchObject({ status: 404 });
  expect(await call('outsider', 'project-close', { reason: 'out of spite' }, true, 'other-one')).toMatchObject({
    status: 404,
  });
  const { kind: _, ...draft } = commandOfKind.draft;
  expect(rulesIn(await call('outsider', 'project-draft', draft))).toEqual(['project-id']);
});

describe('a vote is blind', () => {
  const text = async (who: string, ...steps: readonly Step[]) => {
    const { call, walk } = await house();
    await walk(...steps);
    return JSON.stringify([bodyOf(await call(who, 'project')), bodyOf(await call(who, 'project-history'))]);
  };
  const secret = 'a vote nobody may see';
  const cast: Step = ['member-2', { kind: 'vote', vote: 'refuse', reason: secret }];

  test.each(['officer-a', 'assessor-1', 'member-1', 'lay-1', 'applicant'])('to %s before it is closed', async (who) => {
    expect(await text(who, ...toCommittee, cast)).not.toContain(secret);
  });

  test.each([
    ['officer-a', true],
    ['assessor-1', true],
    ['member-1', true],
    ['applicant', false],
    ['controller-1', false],
  ])('and afterwards %s sees it: %s', async (who, sees) => {
    const others = votes.filter(([voter]) => voter !== 'member-2');
    const close: Step = ['member-1', { kind: 'close-vote', reason: 'on balance', conditions: [] }];
    expect((await text(who, ...toCommittee, cast, ...others, close)).includes(secret)).toBe(sees);
  });
});

describe('nothing is read or done', () => {
  test('without a second factor, in a restored register, or by whoever is not in it', async () => {
    const { call, put } = await house();
    await put(inState().live);
    expect(rulesIn(await call('officer-a', 'project', {}, false))).toEqual(['second-factor']);
    expect(rulesIn(await call('officer-a', 'project-suspend', { reason: 'an incident' }, false))).toEqual([
      'second-factor',
    ]);
    expect(rulesIn(await call('stranger', 'projects'))).toEqual(['person']);
    const restored = await house('another-table');
    for (const operation of ['projects', 'project', 'data-use-register', 'project-metrics', 'project-suspend']) {
      expect(rulesIn(await restored.call('officer-a', operation, { reason: 'an incident' }))).toEqual(['register']);
    }
  });
});

test('the assessor reads everything and changes nothing', async () => {
  const { call, walk } = await house();
  await walk(...toLive);
  for (const route of projectRoutes) {
    const { kind: _, ...body } = commandOfKind[route.operation.slice('project-'.length) as 'close'] ?? { kind: '' };
    const answer = await call('assessor-1', route.operation, body);
    expect([route.operation, answer.status]).toEqual([route.operation, route.method === 'get' ? 200 : 403]);
  }
});

test('a command sent twice under one id is obeyed once', async () => {
  const { call, walk } = await house();
  await walk(...toCommittee);
  const vote = { vote: 'approve', reason: 'well argued', commandId: 'my-command-1' };
  expect((await call('member-2', 'project-vote', vote)).status).toBe(200);
  expect((await call('member-2', 'project-vote', vote)).status).toBe(200);
  const { meeting } = bodyOf(await call('officer-a', 'project')) as { meeting: { voted: number } };
  expect(meeting.voted).toBe(1);
  expect(rulesIn(await call('member-2', 'project-vote', { ...vote, commandId: 'my-command-2' }))).toEqual([
    'first-vote',
  ]);
});

test('a decision does not rest on a person who changed while it was made', async () => {
  const { store, walk, call } = await house();
  await walk(...toCommittee, ...votes);
  // Between the reading and the writing the member loses the role: the transaction fails, and the second reading tells the truth.
  const { commit } = store;
  let changed = false;
  store.commit = async (changes) => {
    if (!changed) {
      changed = true;
      const item = await store.get({ partition: personPartition, sort: 'lay-1' });
      if (item === undefined) throw new Error('nobody there');
      await commit([{ kind: 'replace', item: { ...item, version: 2, body: { ...item.body, leftAt: early } } }]);
    }
    return commit(changes);
  };
  const answer = await call('member-1', 'project-close-vote', { reason: 'carried', conditions: [] });
  expect(rulesIn(answer).sort()).toEqual(['lay-member', 'quorum']);
});
