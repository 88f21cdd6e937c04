import * as fc from 'fast-check';
import { effectiveAccess } from '../../lambdas/safe-people/contract.ts';
import { decideProject } from '../../lambdas/safe-projects/decide-project.ts';
import { evolveProject } from '../../lambdas/safe-projects/evolve-project.ts';
import type { ProjectCommand } from '../../lambdas/safe-projects/project-commands.ts';
import type { ProjectEvent } from '../../lambdas/safe-projects/project-events.ts';
import type { ProjectRecord } from '../../lambdas/safe-projects/project-record.ts';
import { repeatable } from '../repeatable.ts';
import {
  agreements,
  by,
  commandOfKind,
  facts,
  members,
  people,
  references,
  type Step,
  toConditions,
  toLive,
  vote,
} from './project-world.ts';

/**
 * Sequences of commands by anybody, in which the usual way to a live project is cut, repeated and disturbed. Whatever was asked in whatever
 * order: a live project has what the log alone, read afresh, says it must have.
 */

const day = 24 * 60 * 60 * 1000;
const begin = Date.parse('2026-12-01T10:00:00.000Z');
const instant = (days: number) => new Date(begin + days * day).toISOString();

interface Logged {
  readonly event: ProjectEvent;
  readonly at: string;
  readonly by: string;
}

/** Written from the specification and not from the product: what must have happened since the application last came in. */
function lacks(log: readonly Logged[], at: string): readonly string[] {
  const since = log.map(({ event }) => event.kind).lastIndexOf('submitted');
  const last = log.slice(since);
  const all = <Kind extends ProjectEvent['kind']>(kind: Kind) =>
    last.flatMap(({ event, by }) =>
      event.kind === kind ? [{ event: event as ProjectEvent & { kind: Kind }, by }] : [],
    );
  const missing: string[] = [];
  const own = ['applicant', 'colleague'];

  const [closed] = all('vote-closed').filter(({ event }) => event.about === 'application');
  const cast = all('voted').map(({ event }) => event.vote);
  const declared = all('conflict-declared').map(({ event }) => event.person);
  const counted = cast.filter(
    ({ person }) => people[person]?.organisation !== 'RLEAD' && !own.includes(person) && !declared.includes(person),
  );
  const lay = counted.filter(({ person }) => person.startsWith('lay'));
  const yes = counted.filter((one) => one.vote === 'approve');
  if (closed?.event.outcome.carried !== true || yes.length * 2 <= counted.length) missing.push('vote');
  if (counted.length < 5) missing.push('quorum');
  if (lay.length < 1) missing.push('lay');
  const open = (closed?.event.conditions ?? []).filter(
    ({ id }) => !all('condition-met').some(({ event, by }) => event.condition === id && by.startsWith('officer')),
  );
  if (open.length > 0) missing.push('conditions');

  const dropped = all('dataset-dropped').map(({ event }) => event.dataset);
  for (const [dataset, controller] of [
    ['admissions', 'controller-1'],
    ['prescriptions', 'controller-2'],
  ] as const) {
    if (dropped.includes(dataset)) continue;
    const agreed = all('controller-agreed').filter(
      ({ event, by }) => event.agreement.dataset === dataset && by === controller,
    );
    const expires = agreed.at(-1)?.event.agreement.expires ?? '';
    if (!(at < expires)) missing.push(`controller of ${dataset}`);
    // An objection outlives a return of the application: it is looked for in the whole log.
    const said = log.filter(
      ({ event }) =>
        (event.kind === 'controller-objected' || event.kind === 'objection-withdrawn') && event.dataset === dataset,
    );
    if (said.at(-1)?.event.kind === 'controller-objected') missing.push(`objection to ${dataset}`);
  }
  const dpia = all('reference-recorded')
    .filter(({ event }) => event.recorded.of === 'dpia')
    .at(-1)?.event.recorded;
  if (!(dpia?.applies === true && at < dpia.expires)) missing.push('dpia');
  for (const of of ['ethics', 'funding'] as const) {
    const found = all('reference-recorded')
      .filter(({ event }) => event.recorded.of === of)
      .at(-1)?.event.recorded;
    if (found === undefined || (found.applies && !(at < found.expires))) missing.push(of);
  }
  return missing;
}

const reason = 'because of reasons';
const everybody = [...Object.keys(people), 'closer', 'stranger'];
const kinds = Object.keys(commandOfKind) as ProjectCommand['kind'][];

const usual: readonly Step[] = [
  ...toLive,
  ['officer-b', { kind: 'approve', reason }],
  ['officer-b', { kind: 'go-live' }],
];
const otherWay: readonly Step[] = [
  ...toConditions,
  ['officer-a', { kind: 'meet-condition', condition: 'small-numbers', evidence: 'minutes' }],
  ['officer-a', { kind: 'approve', reason }],
  ['officer-a', { kind: 'go-live' }],
];
const disturbances: readonly Step[] = [
  ['controller-1', { kind: 'controller-objects', dataset: 'admissions', reason }],
  ['controller-1', { kind: 'withdraw-objection', dataset: 'admissions', reason }],
  ['applicant', { kind: 'drop-dataset', dataset: 'admissions', reason }],
  ['officer-a', { kind: 'return', reason }],
  ['member-1', { kind: 'return', reason }],
  ['applicant', { kind: 'submit' }],
  ['member-2', { kind: 'declare-conflict', person: 'member-2', interest: 'friends' }],
  [
    'officer-a',
    { kind: 'record-reference', of: 'dpia', reference: 'D2', evidence: 'note', from: instant(-9), expires: instant(3) },
  ],
  [
    'controller-1',
    {
      kind: 'controller-agrees',
      dataset: 'admissions',
      reference: 'A2',
      evidence: 'note',
      from: instant(-9),
      expires: instant(4),
    },
  ],
  ['officer-a', { kind: 'suspend', reason }],
  ['officer-a', { kind: 'propose-resume', reason }],
  ['officer-b', { kind: 'resume', reason }],
  ['officer-a', { kind: 'open-committee', members: [...members, 'member-5', 'insider-1'], chair: 'member-1' }],
  ...[...members, 'member-5', 'insider-1'].map((who) => vote(who, 'refuse')),
  ...references,
  ...agreements,
  ['lay-1', { kind: 'vote', vote: 'abstain', reason }],
];

const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...disturbances) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...everybody), fc.constantFrom(...kinds))
      .map(([who, kind]): Step => [who, commandOfKind[kind]]),
  },
);
const sequence = fc
  .tuple(
    fc.constantFrom(usual, otherWay),
    fc.array(fc.nat({ max: 40 }), { maxLength: 3 }),
    fc.array(fc.tuple(fc.nat({ max: 40 }), anything), { maxLength: 6 }),
    fc.nat({ max: 1 }),
  )
  .map(([way, cut, put, slow]) => {
    const steps = way.map((step) => [step]);
    for (const index of cut) steps[index] = [];
    for (const [index, step] of put) steps[index]?.push(step);
    return { steps: steps.flat(), slow };
  });

test('no sequence of commands makes a project live without quorum, lay member, every controller and DPIA', () => {
  let lives = 0;
  let refusals = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(sequence, ({ steps, slow }) => {
      let record: ProjectRecord | undefined;
      const log: Logged[] = [];
      for (const [index, [who, command]] of steps.entries()) {
        const moment = { now: instant(slow * index * 0.3), actor: by(who) };
        const decision = decideProject(record, command, moment, facts);
        if (!decision.ok) {
          refusals += 1;
          continue;
        }
        const before = record?.state;
        for (const event of decision.events) {
          record = evolveProject(record, event, moment);
          log.push({ event, at: moment.now, by: who });
        }
        seen.add(record?.state ?? '');
        if (record?.state === 'live' && before !== 'live') {
          lives += 1;
          expect(lacks(log, moment.now)).toEqual([]);
        }
        // Later losses need no command: access is refused by what stands in the record at that moment.
        if (record?.state === 'live' && lacks(log, moment.now).length > 0) {
          const question = { register: facts.register, demands: facts.demands, now: moment.now, project: record };
          expect(effectiveAccess({ ...question, person: people.colleague }).allowed).toBe(false);
        }
      }
    }),
    repeatable(1000),
  );
  expect(lives).toBeGreaterThan(100);
  expect(refusals).toBeGreaterThan(1000);
  expect([...seen]).toEqual(expect.arrayContaining(['live', 'returned', 'conditions', 'suspended']));
}, 60_000);
