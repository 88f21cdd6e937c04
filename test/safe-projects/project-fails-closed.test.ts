import type { Membership } from '../../lambdas/safe-people/contract.ts';
import { approvalsOf, coverRefusals } from '../../lambdas/safe-projects/cover.ts';
import { memberRefusals } from '../../lambdas/safe-projects/members.ts';
import {
  at,
  early,
  facts,
  late,
  now,
  people,
  personOf,
  refusedFor,
  rulesOf,
  toApproved,
  toLive,
} from './project-world.ts';

const { record } = at(...toApproved);

test('what was never recorded is missing by name, and stands among the approvals as one that never held', () => {
  const bare = { ...record, recorded: [], agreements: [] };
  expect(rulesOf(coverRefusals(bare, now))).toEqual(['controllers', 'dpia', 'ethics', 'funding']);
  const missing = approvalsOf(bare).filter(({ from, expires }) => from === expires);
  const names = ['controller:admissions', 'controller:prescriptions', 'dpia', 'ethics', 'funding'];
  expect(missing.map(({ of }) => of)).toEqual(names);
});

test('a DPIA always applies', () => {
  const without = {
    ...record,
    recorded: [{ of: 'dpia', applies: false, reason: 'none needed', by: 'officer-a' } as const],
  };
  expect(rulesOf(coverRefusals(without, now))).toContain('dpia');
});

test('an agreement counts for the controller that gave it', () => {
  const datasets = record.datasets.map((one) => ({ ...one, controller: 'RNEW' }));
  expect(rulesOf(coverRefusals({ ...record, datasets }, now))).toEqual(['controllers']);
  const held = approvalsOf({ ...record, datasets }).filter(
    ({ of, from }) => of.startsWith('controller') && from !== '1970-01-01T00:00:00.000Z',
  );
  expect(held).toEqual([]);
});

test('two researchers do not make up for a lead who cannot work', () => {
  const member = (person: string, as: Membership['as']): Membership => ({ person, as, from: early, until: late });
  const members = [member('applicant', 'lead'), member('colleague', 'researcher'), member('newcomer', 'researcher')];
  expect(memberRefusals(record, members, facts, now)).toEqual([]);
  const lead = personOf('applicant', 'RLEAD', ['researcher']);
  expect(memberRefusals(record, members, { ...facts, people: { ...people, applicant: lead } }, now)).toHaveLength(1);
});

test('a restored register, a sign-in without a second factor and one that was ended decide nothing', () => {
  const situation = at(...toLive);
  const suspend = { kind: 'suspend', reason: 'an incident' } as const;
  const refused = (changed: object) =>
    refusedFor({ ...situation, facts: { ...facts, ...changed } }, 'officer-a', suspend);
  expect(refused({})).toEqual([]);
  expect(refused({ register: 'restored' })).toEqual(['register']);
  expect(refused({ session: { signedInAt: early, mfa: false } })).toEqual(['second-factor']);
  const officer = { ...personOf('officer-a', 'RHOST', ['operator']), signedOutAt: early };
  expect(refused({ people: { ...people, 'officer-a': officer } })).toEqual(['signed-out']);
  const { session: _, ...nothingProved } = facts;
  expect(refusedFor({ ...situation, facts: nothingProved }, 'officer-a', suspend)).toEqual(['second-factor']);
});
