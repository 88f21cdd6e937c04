import { effectiveAccess, type Person } from '../../lambdas/safe-people/contract.ts';
import { monthsLater } from '../../lambdas/safe-projects/amendments.ts';
import { dayAfter } from '../../lambdas/safe-projects/days.ts';
import type { ProjectCommand } from '../../lambdas/safe-projects/project-commands.ts';
import type { AmendedThing } from '../../lambdas/safe-projects/project-record.ts';
import {
  agrees,
  application,
  ask,
  at,
  closeVote,
  early,
  facts,
  late,
  members,
  now,
  people,
  personOf,
  refusedFor,
  type Situation,
  type Step,
  toApproved,
  toConditions,
  toLive,
  toSuspended,
  vote,
  votes,
  walk,
} from './project-world.ts';

const reason = 'because of reasons';
const access = ({ record, now: at = now }: Situation, who: string, then = at) => {
  const answer = effectiveAccess({
    ...{ person: people[who], project: record, register: 'in-service', demands: facts.demands, now: then },
  });
  return answer.allowed ? [] : answer.refusals.map(({ rule }) => rule);
};
const goLive: ProjectCommand = { kind: 'go-live' };
const dates = { reference: 'REF 2', evidence: 'https://example.org/2', from: early };
const soon = '2026-12-05T00:00:00.000Z';
const then = '2026-12-06T00:00:00.000Z';

describe('a project goes live only with its cover in date', () => {
  test.each(['dpia', 'ethics', 'funding'] as const)('%s lapses before: refused by name', (of) => {
    const situation = at(...toApproved, ['officer-a', { kind: 'record-reference', of, ...dates, expires: soon }]);
    expect(refusedFor(situation, 'officer-a', goLive)).toEqual([]);
    expect(refusedFor({ ...situation, now: then }, 'officer-a', goLive)).toEqual([of]);
  });

  test('a controller whose agreement lapses, and one who objects', () => {
    const lapsing = at(...toApproved, [
      'controller-1',
      { kind: 'controller-agrees', dataset: 'admissions', ...dates, expires: soon },
    ]);
    expect(refusedFor({ ...lapsing, now: then }, 'officer-a', goLive)).toEqual(['controllers']);
    const objecting = at(...toApproved, [
      'controller-2',
      { kind: 'controller-objects', dataset: 'prescriptions', reason },
    ]);
    expect(refusedFor(objecting, 'officer-a', goLive)).toEqual(['objections']);
    const again = walk(objecting, ['controller-2', { kind: 'withdraw-objection', dataset: 'prescriptions', reason }]);
    expect(refusedFor(again, 'officer-a', goLive)).toEqual([]);
  });

  test('every reason is given at once', () => {
    expect(refusedFor({ ...at(...toApproved), now: late }, 'officer-a', goLive)).toEqual([
      ...['committee', 'controllers', 'dpia', 'ethics', 'members', 'not-over', 'who'],
    ]);
  });

  test.each([
    ['the lead is suspended', 'applicant', { suspensions: [{ id: 's', because: 'incident', from: early, by: 'o' }] }],
    ['the lead is no project lead', 'applicant', { roles: personOf('applicant', 'RLEAD', ['researcher']).roles }],
    ['the only other has no training', 'colleague', { credentials: [] }],
    ['the only other has left', 'colleague', { leftAt: early }],
  ] as const)('members: %s', (_says, who, wrong) => {
    const changed = { ...facts, people: { ...people, [who]: { ...people[who], ...wrong } as Person } };
    expect(refusedFor({ ...at(...toApproved), facts: changed }, 'officer-a', goLive)).toEqual(['members']);
  });

  test('a controller speaks for its own dataset alone, and nobody else does', () => {
    const agree = agrees('', 'admissions')[1];
    const situation = at(...toApproved);
    expect(refusedFor(situation, 'controller-1', agree)).toEqual([]);
    for (const who of ['controller-2', 'officer-a', 'applicant', 'member-1']) {
      expect(refusedFor(situation, who, agree)).toEqual(['who']);
    }
    // A data manager of the controller who works on the project themself.
    const party = {
      ...facts,
      people: { ...people, colleague: personOf('colleague', 'RCON1', ['data-manager', 'researcher']) },
    };
    expect(refusedFor({ ...situation, facts: party }, 'colleague', agree)).toEqual(['own-application', 'who']);
  });
});

test('an objection stands between a carried vote and the approval until it is withdrawn or the dataset is dropped', () => {
  const objected = at(...toConditions, ['controller-1', { kind: 'controller-objects', dataset: 'admissions', reason }]);
  const met = walk(objected, [
    'officer-a',
    { kind: 'meet-condition', condition: 'small-numbers', evidence: 'minutes' },
  ]);
  const approve: ProjectCommand = { kind: 'approve', reason };
  expect(refusedFor(met, 'officer-a', approve)).toEqual(['objections']);
  const withdrawn = walk(met, ['controller-1', { kind: 'withdraw-objection', dataset: 'admissions', reason }]);
  expect(refusedFor(withdrawn, 'officer-a', approve)).toEqual([]);
  const dropped = walk(met, ['applicant', { kind: 'drop-dataset', dataset: 'admissions', reason }]);
  expect(dropped.record.datasets.map(({ dataset }) => dataset)).toEqual(['prescriptions']);
  expect(refusedFor(dropped, 'officer-a', approve)).toEqual([]);
  expect(refusedFor(dropped, 'applicant', { kind: 'drop-dataset', dataset: 'prescriptions', reason })).toEqual([
    'another-dataset',
  ]);
});

test('an officer decides nothing about a project that they have a part in', () => {
  const party = {
    ...facts,
    people: { ...people, colleague: personOf('colleague', 'RLEAD', ['operator', 'researcher']) },
  };
  const decide = (steps: readonly Step[], command: ProjectCommand) =>
    refusedFor({ ...at(...steps), facts: party }, 'colleague', command);
  expect(decide(toApproved, goLive)).toEqual(['own-application', 'who']);
  expect(decide(toConditions, { kind: 'meet-condition', condition: 'small-numbers', evidence: 'minutes' })).toEqual([
    'own-application',
    'who',
  ]);
  // To take access away it is enough to be an officer.
  expect(decide(toLive, { kind: 'suspend', reason })).toEqual([]);
});

describe('access follows the record', () => {
  test('it is there while the project is live, and lapses by itself with any approval', () => {
    const live = at(...toLive, ['officer-a', { kind: 'record-reference', of: 'ethics', ...dates, expires: soon }]);
    expect(access(live, 'colleague')).toEqual([]);
    expect(access(live, 'colleague', then)).toEqual(['approval']);
    const renewed = walk({ ...live, now: then }, [
      'officer-b',
      { kind: 'record-reference', of: 'ethics', ...dates, expires: late },
    ]);
    expect(access(renewed, 'colleague', then)).toEqual([]);
  });

  test('a controller who objects while the project is live ends access at once', () => {
    const live = at(...toLive, ['controller-1', { kind: 'controller-objects', dataset: 'admissions', reason }]);
    expect(access(live, 'colleague')).toEqual(['approval']);
  });

  test('an officer suspends at once; two officers resume, and only with cover and members', () => {
    const suspended = at(...toSuspended);
    expect(access(suspended, 'colleague')).toEqual(['project-state']);
    expect(refusedFor(suspended, 'officer-b', { kind: 'resume', reason })).toEqual(['second-officer']);
    const proposed = walk(suspended, ['officer-b', { kind: 'propose-resume', reason }]);
    expect(refusedFor(proposed, 'officer-b', { kind: 'resume', reason })).toEqual(['second-officer']);
    expect(access(walk(proposed, ['officer-a', { kind: 'resume', reason }]), 'colleague')).toEqual([]);
    const again = walk(proposed, ['officer-a', { kind: 'resume', reason }], ['officer-a', { kind: 'suspend', reason }]);
    expect(refusedFor(again, 'officer-a', { kind: 'resume', reason })).toEqual(['second-officer']);
  });

  test('a leaver is out at once; when no lead remains the project is suspended in the same step', () => {
    const leave = (person: string): ProjectCommand => ({ kind: 'end-membership', person, reason });
    const left = at(...toLive, ['colleague', leave('colleague')]);
    expect(access(left, 'colleague')).toEqual(['membership']);
    expect(access(left, 'applicant')).toEqual([]);
    expect(left.record.state).toBe('live');
    const leaderless = at(...toLive, ['officer-a', leave('applicant')]);
    expect(leaderless.record.state).toBe('suspended');
    expect(access(leaderless, 'colleague')).toEqual(['project-state']);
  });

  test('nothing that was agreed of an application survives its return', () => {
    const returned = at(...toApproved.slice(0, 9), ['member-1', { kind: 'return', reason }]);
    expect(returned.record).toMatchObject({ state: 'returned', agreements: [], recorded: [] });
    expect(returned.record.meeting).toBeUndefined();
  });
});

describe('amendments pass the gate in proportion', () => {
  const propose = (change: AmendedThing | object): Step => [
    'applicant',
    { kind: 'propose-amendment', id: 'more', change, reason } as ProjectCommand,
  ];
  const pass = (who: string): Step => [who, { kind: 'pass-amendment', amendment: 'more', reason }];
  const committee: readonly Step[] = [
    ['officer-b', { kind: 'open-committee', members: [...members], chair: 'member-1', amendment: 'more' }],
    ...votes,
    closeVote(),
  ];
  const newPerson = propose({ kind: 'new-person', person: { person: 'newcomer', as: 'researcher' } });
  const newDataset = propose({
    kind: 'new-dataset',
    dataset: { dataset: 'deaths', title: 'Deaths', controller: 'RCON2' },
  });

  test('a new person: the lead and an officer', () => {
    const asked = at(...toLive, newPerson);
    expect(access(asked, 'newcomer')).toEqual(['membership']);
    for (const who of ['applicant', 'member-1', 'colleague'])
      expect(refusedFor(asked, who, pass(who)[1])).not.toEqual([]);
    expect(access(walk(asked, pass('officer-a')), 'newcomer')).toEqual([]);
  });

  test.each([
    ['2029-05-31', 'member-1'],
    ['2029-06-01', 'committee'],
  ])('an extension to %s: %s', (ends, gate) => {
    const asked = at(...toLive, propose({ kind: 'extension', ends }));
    expect(refusedFor(asked, 'officer-a', pass('officer-a')[1])).toEqual(['amendment-gate']);
    expect(refusedFor(asked, 'member-1', pass('member-1')[1])).toEqual(gate === 'committee' ? ['amendment-gate'] : []);
    const granted = gate === 'committee' ? walk(asked, ...committee) : walk(asked, pass('member-1'));
    expect(granted.record.ends).toBe(dayAfter(ends));
    expect(access(granted, 'colleague', '2029-05-30T12:00:00.000Z')).toEqual([]);
    expect(access(asked, 'colleague', '2029-05-30T12:00:00.000Z')).toContain('project-dates');
  });

  test('extensions by the chair do not add up beyond what a committee decided', () => {
    const once = at(...toLive, propose({ kind: 'extension', ends: '2029-05-01' }), pass('member-1'));
    const twice = walk(once, propose({ kind: 'extension', ends: '2029-09-01' }));
    expect(refusedFor(twice, 'member-1', pass('member-1')[1])).toEqual(['amendment-gate']);
    expect(walk(twice, ...committee).record.ends).toBe(dayAfter('2029-09-01'));
  });

  test('a new dataset: an officer, the committee, and then its controller', () => {
    const asked = at(...toLive, newDataset);
    const agree = agrees('controller-2', 'deaths');
    expect(refusedFor(asked, 'officer-b', committee[0]?.[1] as ProjectCommand)).toEqual(['amendment-at-committee']);
    expect(refusedFor(asked, 'controller-2', agree[1])).toEqual(['dataset']);
    const voted = walk(asked, pass('officer-a'), ...committee);
    expect(voted.record.datasets).toHaveLength(2);
    expect(refusedFor(voted, 'controller-1', agree[1])).toEqual(['who']);
    const granted = walk(voted, agree);
    expect(granted.record.datasets.map(({ dataset }) => dataset)).toContain('deaths');
    expect(access(granted, 'colleague')).toEqual([]);
    expect(granted.record.amendments).toEqual([]);
  });

  test('a committee that says no ends it; the project goes on', () => {
    const asked = at(...toLive, newDataset, pass('officer-a'));
    const opened = walk(asked, ...committee.slice(0, 1), ...members.map((who) => vote(who, 'refuse')), closeVote());
    expect(opened.record).toMatchObject({ state: 'live', amendments: [] });
    expect(opened.record.datasets).toHaveLength(2);
    expect(opened.record.committee).toBeDefined();
  });

  test('whoever is there already, ends earlier, or asks twice is refused', () => {
    const live = at(...toLive);
    const refused = (change: object) => refusedFor(live, 'applicant', propose(change)[1]);
    expect(refused({ kind: 'new-person', person: { person: 'colleague', as: 'researcher' } })).toEqual(['amendment']);
    expect(refused({ kind: 'extension', ends: application.ends })).toEqual(['amendment']);
    expect(refused({ kind: 'new-dataset', dataset: application.datasets[0] as object })).toEqual(['amendment']);
    expect(refusedFor(at(...toLive, newPerson), 'applicant', newPerson[1])).toEqual(['amendment']);
  });

  test('months end on the last day where the month is shorter', () => {
    expect(monthsLater('2026-08-31T00:00:00.000Z', 6)).toBe('2027-02-28T00:00:00.000Z');
    expect(monthsLater('2028-12-01T00:00:00.000Z', 6)).toBe('2029-06-01T00:00:00.000Z');
  });
});

test('whom a step tells: the people by id, officers together, and never a text', () => {
  const decision = ask(at(...toApproved), 'officer-a', goLive);
  expect(decision.ok && decision.effects).toEqual([
    {
      kind: 'notify',
      to: ['applicant', 'colleague', 'controller-1', 'controller-2', 'officers'],
      notice: { about: 'project-went-live', project: 'asthma' },
    },
  ]);
});
