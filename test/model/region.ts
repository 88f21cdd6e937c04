import type { Role } from '../../lambdas/safe-people/contract.ts';
import type { Application } from '../../lambdas/safe-projects/application.ts';
import { application } from '../safe-projects/project-world.ts';

/** Who is in the region, and what is applied for. */

export const opening = Date.parse('2026-12-01T09:00:00.000Z');
const day = 86_400_000;
export const inDays = (days: number): string => new Date(opening + days * day).toISOString();

export const officers = ['officer-a', 'officer-b', 'officer-c'] as const;
export const committee = ['member-1', 'member-2', 'member-3', 'member-4', 'lay-one-1'] as const;
export const researchers = ['applicant', 'colleague', 'postdoc-1', 'outsider', 'newcomer'] as const;

/** Organisation, roles, and how many days the training lasts; none: no credentials at all. */
export const region: Readonly<
  Record<string, readonly [organisation: string, roles: readonly Role[], trained?: number]>
> = {
  'officer-c': ['RHOST', ['operator']],
  applicant: ['RLEAD', ['project-lead', 'researcher'], 40],
  colleague: ['RLEAD', ['researcher'], 5],
  'postdoc-1': ['RLEAD', ['researcher'], 90],
  outsider: ['ROTHER', ['researcher', 'project-lead'], 200],
  newcomer: ['ROTHER', ['researcher'], 200],
  'member-1': ['RMEM1', ['committee-member']],
  'member-2': ['RMEM2', ['committee-member']],
  'member-3': ['RMEM3', ['committee-member']],
  'member-4': ['RMEM4', ['committee-member']],
  'lay-one-1': ['RLAY1', ['lay-member']],
  'insider-1': ['RLEAD', ['committee-member']],
  'control-1': ['RCON1', ['data-manager']],
  'control-2': ['RCON2', ['data-manager']],
  'assessor-1': ['RAUDIT', ['assessor']],
};
export const everybody = [...officers.slice(0, 2), ...Object.keys(region)];

export const allowance = { bytesPerMonth: 250, bytesPerQuery: 100, queriesAtOnce: 2 };

const of = (title: string, people: Application['people'], resultsShared: boolean): Application => ({
  ...{ ...application, title, people, resultsShared, allowance, starts: '2026-12-01', ends: '2027-02-28' },
});
export const applications = {
  asthma: of('Asthma and heat', [lead('applicant'), one('colleague'), one('postdoc-1')], false),
  sepsis: of('Sepsis in winter', [lead('outsider'), one('newcomer')], true),
} as const;
export const projects = ['asthma', 'sepsis'] as const;

function lead(person: string) {
  return { person, as: 'lead' as const };
}
function one(person: string) {
  return { person, as: 'researcher' as const };
}

const reason = 'because of reasons';
export const dates = (days: number) => ({
  ...{ reference: 'REF 1', evidence: 'https://example.org/1', from: inDays(-1), expires: inDays(days) },
});

type Line = readonly [who: string, command: string, body: object];
const applicantOf = { asthma: 'applicant', sepsis: 'outsider' } as const;
/** The usual way of a project, as far as each state. */
export function wayOf(project: (typeof projects)[number]) {
  const own = applicantOf[project];
  const review: readonly Line[] = [
    [own, 'draft', { application: applications[project] }],
    [own, 'submit', {}],
    ['officer-a', 'accept', {}],
    ['officer-a', 'pass-triage', { reason }],
    ['officer-a', 'record-reference', { of: 'dpia', ...dates(300) }],
    ['officer-a', 'record-reference', { of: 'ethics', ...dates(60) }],
    ['officer-a', 'record-not-applicable', { of: 'funding', reason }],
  ];
  const open: readonly Line[] = [['officer-a', 'open-committee', { members: committee, chair: 'member-1' }]];
  const agreements: readonly Line[] = [
    ['control-1', 'controller-agrees', { dataset: 'admissions', ...dates(20) }],
    ['control-2', 'controller-agrees', { dataset: 'prescriptions', ...dates(70) }],
  ];
  const votes = committee.map((who): Line => [who, 'vote', { vote: 'approve', reason }]);
  const close: readonly Line[] = [['member-1', 'close-vote', { reason, conditions: [] }]];
  return { review, open, agreements, votes, close, live: [['officer-a', 'go-live', {}]] as readonly Line[] };
}
