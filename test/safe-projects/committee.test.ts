import type { Person, Role } from '../../lambdas/safe-people/contract.ts';
import { conflictOf } from '../../lambdas/safe-projects/committee.ts';
import { projectParameters } from '../../lambdas/safe-projects/parameters.ts';
import type { ProjectCommand } from '../../lambdas/safe-projects/project-commands.ts';
import {
  agreements,
  application,
  at,
  facts,
  members,
  now,
  people,
  personOf,
  references,
  refusedFor,
  type Step,
  toReview,
  vote,
  walk,
} from './project-world.ts';

const reason = 'because of reasons';
const seats = ['member-1', 'member-2', 'member-3', 'member-4', 'member-5', 'lay-1', 'lay-2'];
const opened = (chosen: readonly string[] = seats): Step => [
  'officer-a',
  { kind: 'open-committee', members: [...chosen], chair: 'member-1' },
];
const ready: readonly Step[] = [...toReview, ...references];
const conflict = (person: string, by = person): Step => [
  by,
  { kind: 'declare-conflict', person, interest: 'worked with the applicant' },
];
const close: ProjectCommand = { kind: 'close-vote', reason, conditions: [] };
const week = '2026-12-08T10:00:00.000Z';

const yesOrNo = [false, true];
/** The full product of what a vote depends on. */
const situations = [1, 3, 4, 5].flatMap((specialists) =>
  [0, 1, 2].flatMap((lay) =>
    [0, 2, 3, 4].flatMap((refusals) =>
      yesOrNo.flatMap((conflict) =>
        yesOrNo.flatMap((waited) =>
          yesOrNo.flatMap((agreed) =>
            yesOrNo.flatMap((objection) =>
              yesOrNo.flatMap((condition) =>
                yesOrNo.map((dpiaExpires) => ({
                  ...{ specialists, lay, refusals, conflict, waited, agreed, objection, condition, dpiaExpires },
                })),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
);

describe('the vote', () => {
  test('is closed only with a quorum and a lay member among votes without conflict, and leads where the count says', () => {
    const seen = new Map<string, number>();
    for (const flag of situations) {
      const voters = [...seats.slice(0, flag.specialists), ...seats.slice(5, 5 + flag.lay)];
      const said = voters.map((who, index) => vote(who, index < flag.refusals ? 'refuse' : 'approve'));
      const dpia: Step = [
        'officer-a',
        {
          kind: 'record-reference',
          of: 'dpia',
          reference: 'D1',
          evidence: 'minutes',
          from: '2026-01-01T00:00:00.000Z',
          expires: flag.dpiaExpires ? '2026-12-02T00:00:00.000Z' : '2030-01-01T00:00:00.000Z',
        },
      ];
      const steps: Step[] = [
        ...ready,
        dpia,
        opened(),
        ...(flag.agreed ? agreements : []),
        ...(flag.objection
          ? [['controller-1', { kind: 'controller-objects', dataset: 'admissions', reason }] as Step]
          : []),
        ...said,
        // Declared after the vote: it is not counted all the same.
        ...(flag.conflict ? [conflict('member-2')] : []),
      ];
      const situation = { ...at(...steps), now: flag.waited ? week : now };
      const conditions = flag.condition ? [{ id: 'one', says: 'do this' }] : [];
      const command: ProjectCommand = { ...close, conditions };

      const counted = said.filter(([who]) => !(flag.conflict && who === 'member-2'));
      const approvals = counted.filter(([, one]) => one.kind === 'vote' && one.vote === 'approve').length;
      const rules = [
        ...(counted.some(([who]) => who.startsWith('lay')) ? [] : ['lay-member']),
        ...(counted.length >= 5 ? [] : ['quorum']),
        ...(flag.waited || counted.length === (flag.conflict ? 6 : 7) ? [] : ['votes-in']),
      ];
      expect(refusedFor(situation, 'member-1', command)).toEqual(rules);
      if (rules.length > 0) continue;
      const clear = flag.agreed && !flag.objection && !flag.condition && !(flag.dpiaExpires && flag.waited);
      const to = approvals * 2 <= counted.length ? 'refused' : clear ? 'approved' : 'conditions';
      const { record } = walk(situation, ['member-1', command]);
      expect(record.state).toBe(to);
      expect(record.meeting?.closed?.counted).toEqual(counted.map(([who]) => who));
      seen.set(to, (seen.get(to) ?? 0) + 1);
    }
    expect(situations).toHaveLength(3072);
    for (const state of ['refused', 'approved', 'conditions']) expect(seen.get(state)).toBeGreaterThan(10);
  });

  test('a tie is a no, and an abstention is not a yes', () => {
    const outcome = (...said: ('approve' | 'refuse' | 'abstain')[]) =>
      walk({ ...at(...ready, opened(), ...said.map((one, index) => vote(seats[6 - index] ?? '', one))), now: week }, [
        'member-1',
        close,
      ]).record.state;
    expect(outcome('approve', 'approve', 'approve', 'refuse', 'refuse', 'refuse')).toBe('refused');
    expect(outcome('approve', 'approve', 'approve', 'abstain', 'abstain', 'abstain')).toBe('refused');
    expect(outcome('approve', 'approve', 'approve', 'approve', 'abstain', 'abstain')).toBe('conditions');
  });

  test('is given once, and only by whoever has a seat', () => {
    const voted = at(...ready, opened(), vote('member-2'));
    expect(refusedFor(voted, 'member-2', { kind: 'vote', vote: 'refuse', reason })).toEqual(['first-vote']);
    expect(refusedFor(voted, 'member-6', { kind: 'vote', vote: 'refuse', reason })).toEqual(['who']);
  });

  test('of a member who is suspended, leaves, loses the role or joins the lead organisation before the close is not counted', () => {
    const voted = { ...at(...ready, opened(), ...seats.map((who) => vote(who))), now: week };
    const member = people['member-2'] as Person;
    const changed: Readonly<Record<string, Person>> = {
      suspended: { ...member, suspensions: [{ id: 's', because: 'incident', from: now, by: 'officer-a' }] },
      left: { ...member, leftAt: now },
      unroled: { ...member, roles: [] },
      moved: { ...member, organisation: application.lead },
    };
    for (const person of Object.values(changed)) {
      const situation = { ...voted, facts: { ...facts, people: { ...people, 'member-2': person } } };
      const { record } = walk(situation, ['member-1', close]);
      expect(record.meeting?.closed?.excluded).toEqual(['member-2']);
      expect(record.meeting?.closed?.counted).toHaveLength(6);
    }
    expect(walk(voted, ['member-1', close]).record.meeting?.closed?.excluded).toEqual([]);
  });
});

describe('conflicts', () => {
  const { record } = at(...ready, opened());

  test.each([
    ['applicant', 'has a part in the project'],
    ['colleague', 'has a part in the project'],
    ['insider-1', 'belongs to the lead organisation'],
    ['nobody-known', 'is not in the register'],
    ['member-1', undefined],
    ['controller-1', undefined],
  ])('of %s: %s', (who, conflict) => {
    expect(conflictOf(who, { record, people })).toBe(conflict);
  });

  test('whoever has one cannot vote, whether they or an officer declared it', () => {
    for (const by of ['member-4', 'officer-b']) {
      const declared = at(...ready, opened(), conflict('member-4', by));
      expect(refusedFor(declared, 'member-4', { kind: 'vote', vote: 'approve', reason })).toEqual(['no-conflict']);
    }
    expect(refusedFor(at(...ready, opened()), 'member-3', conflict('member-4')[1])).toEqual(['who']);
  });

  test('a chair with a conflict closes nothing; an officer names another', () => {
    const declared = at(...ready, opened(), ...seats.slice(1).map((who) => vote(who)), conflict('member-1'));
    expect(refusedFor(declared, 'member-1', close)).toEqual(['who']);
    expect(refusedFor(declared, 'officer-a', { kind: 'name-chair', chair: 'member-1' })).toEqual(['chair-fit']);
    const named = walk(declared, ['officer-a', { kind: 'name-chair', chair: 'member-2' }]);
    expect(walk(named, ['member-2', close]).record.state).toBe('conditions');
  });

  test('a meeting that can never be quorate is not opened', () => {
    const open = (chosen: readonly string[], chair = 'member-1') =>
      refusedFor(at(...ready), 'officer-a', { kind: 'open-committee', members: [...chosen], chair });
    expect(open(members)).toEqual([]);
    const four = ['member-1', 'member-2', 'member-3', 'lay-1'];
    for (const fifth of ['insider-1', 'checker-1', 'member-1', 'nobody-known', 'applicant']) {
      expect(open([...four, fifth])).toEqual(['committee-seats']);
    }
    expect(open(['member-1', 'member-2', 'member-3', 'member-4', 'member-5'])).toEqual(['committee-seats']);
    expect(open(members, 'member-5')).toEqual(['committee-seats']);
    expect(open([...members, 'insider-1'], 'insider-1')).toEqual(['committee-seats']);
  });
});

test('whoever is lay and a committee member besides fills no lay seat', () => {
  const roles: readonly Role[] = ['committee-member', 'lay-member'];
  const both = { ...facts, people: { ...people, 'lay-1': personOf('lay-1', 'RLAY1', roles) } };
  const command: ProjectCommand = { kind: 'open-committee', members: [...members], chair: 'member-1' };
  expect(refusedFor({ ...at(...ready), facts: both }, 'officer-a', command)).toEqual(['committee-seats']);
});

test('the committee is never laxer than its sources: five, one of them lay', () => {
  expect(projectParameters.quorum).toBeGreaterThanOrEqual(5);
  expect(projectParameters.layMembers).toBeGreaterThanOrEqual(1);
});
