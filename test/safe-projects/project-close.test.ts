import * as fc from 'fast-check';
import { type CloseReport, closeEffectKinds } from '../../lambdas/safe-projects/contract.ts';
import { repeatable } from '../repeatable.ts';
import {
  ask,
  at,
  destroyed,
  keyDate,
  now,
  refusedFor,
  reports,
  toArchived,
  toCertified,
  toClosed,
  toLive,
  walk,
} from './project-world.ts';

const order = ['archived', 'extract-deleted', 'keys-scheduled', 'certified', 'keys-destroyed'] as const;

test('each step of a close is ordered when the one before is proved, with all proofs so far', () => {
  let situation = at(...toLive);
  const ordered: unknown[] = [];
  for (const [who, command] of [
    ['officer-a', { kind: 'close', reason: 'the study is over' }],
    ...order.map((kind) => ['closer', reports[kind]]),
  ] as const) {
    const decision = ask(
      { ...situation, now: command === reports['keys-destroyed'] ? keyDate : now },
      who as string,
      command as CloseReport,
    );
    if (!decision.ok) throw new Error(JSON.stringify(decision.refusals));
    ordered.push(...decision.effects.filter(({ kind }) => kind !== 'notify'));
    situation = walk({ ...situation, now: keyDate }, [who as string, command as CloseReport]);
  }
  expect(ordered.map((effect) => (effect as { kind: string }).kind)).toEqual(closeEffectKinds);
  expect(ordered.at(-1)).toMatchObject({ due: keyDate, done: { archive: {}, extract: {}, keys: {}, certificate: {} } });
});

test('a close can skip, repeat or reorder nothing, and only the closer reports', () => {
  const closed = { ...at(...toClosed), now: keyDate };
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('closer', 'sweeper', 'officer-a', 'applicant', 'assessor-1'),
          fc.constantFrom(...order),
        ),
        { maxLength: 30 },
      ),
      (said) => {
        let situation: ReturnType<typeof at> = closed;
        const accepted: string[] = [];
        for (const [who, kind] of said) {
          if (refusedFor(situation, who, reports[kind]).length > 0) continue;
          expect(who).toBe('closer');
          situation = walk(situation, [who, reports[kind]]);
          accepted.push(kind);
        }
        expect(accepted).toEqual(order.slice(0, accepted.length));
        const { state } = situation.record;
        expect(state).toBe(accepted.length === 5 ? 'destroyed' : accepted.length >= 2 ? 'archived' : 'closed');
      },
    ),
    repeatable(400),
  );
});

test('a proof that proves nothing is refused', () => {
  const closed = at(...toClosed);
  const proofOf = (kind: CloseReport['kind'], wrong: object) =>
    ({ kind, proof: { ...reports[kind].proof, ...wrong } }) as unknown as CloseReport;
  expect(refusedFor(closed, 'closer', proofOf('archived', { manifestHash: 'none' }))).toEqual(['proof']);
  const archived = walk(closed, ['closer', reports.archived]);
  expect(refusedFor(archived, 'closer', proofOf('extract-deleted', { versionsLeft: 1 }))).toEqual(['proof']);
  expect(refusedFor(at(...toArchived), 'closer', proofOf('keys-scheduled', { keys: [] }))).toEqual(['proof']);
  const scheduled = at(...toArchived, ['closer', reports['keys-scheduled']]);
  expect(refusedFor(scheduled, 'closer', proofOf('certified', { finalFrom: now }))).toEqual(['proof']);
});

test('a project is destroyed only when the last key is due and every key was found gone', () => {
  const certified = at(...toCertified);
  const report = reports['keys-destroyed'];
  expect(refusedFor({ ...certified, now: '2027-01-14T23:59:59.999Z' }, 'closer', report)).toEqual(['proof']);
  const one = { kind: 'keys-destroyed', proof: { at: keyDate, keysGone: ['key-1'] } } as const;
  expect(refusedFor({ ...certified, now: keyDate }, 'closer', one)).toEqual(['proof']);
  expect(destroyed().record.state).toBe('destroyed');
});
