import type { CoverageTable } from '../../policies/catalogue/coverage.ts';
import type { Cell } from '../../policies/estate/access-matrix/cell.ts';
import type { AttestationRecord, ExceptionRecord, RuleResult, Subject } from '../../policies/evidence/result.ts';
import type { Outcome, Rule } from '../../policies/rule.ts';

export const asOf = '2026-11-02';

export const outcome = (result: Outcome['result'], resource = 'tre-demo-Network/Vpc'): Outcome => ({
  result,
  resource,
  path: 'Properties.Statement[0].Effect',
  reason: `it is seen to ${result}`,
});

/** A made-up rule that ran. */
export const ran = (
  id: string,
  controls: Rule['controls'],
  outcomes: readonly Outcome[],
  fatal = false,
): RuleResult => ({
  rule: {
    id,
    safe: 'settings',
    controls,
    severity: fatal ? 'fatal' : 'error',
    why: 'it matters',
    fix: 'set it right',
    check: () => outcomes,
  },
  outcomes,
});

export const attestation = (control: string, more: Partial<AttestationRecord> = {}): AttestationRecord => ({
  control,
  statement: 'It is so.',
  by: 'Head of Information Governance',
  on: '2026-01-05',
  expires: '2027-01-04',
  evidence: 'https://example.nhs.uk/register',
  ...more,
});

export const exception = (control: string, more: Partial<ExceptionRecord> = {}): ExceptionRecord => ({
  control,
  reason: 'The panel is being recruited',
  owner: 'Senior Information Risk Owner',
  expires: '2027-01-04',
  ...more,
});

export const subject = (more: Partial<Subject> = {}): Subject => ({
  deployment: 'demo',
  title: 'Demonstration TRE',
  stage: 'production',
  asOf,
  commit: '0123456789abcdef0123456789abcdef01234567',
  version: '0.1.0',
  account: '123456789012',
  region: 'eu-west-2',
  templates: [],
  code: [],
  rules: [],
  testRun: { notCounted: 'no run of the tests is recorded' },
  trust: [],
  access: [],
  flow: { zones: [], arrows: [], notes: [] },
  networkPaths: [],
  packs: [],
  acknowledgements: [],
  attestations: [],
  exceptions: [],
  provisions: [],
  createdHere: [],
  closedProjects: [],
  lapses: [],
  scope: { file: 'demo.yaml', sha256: 'b'.repeat(64), organisations: [], datasets: [], projects: [] },
  ...more,
});

export const hostile = `<script>alert("x")</script> & 'quoted',\n=cmd|' /C calc'!A0`;

const may: Cell = {
  answer: 'only if',
  residual: 'some value of aws:CalledVia is athena.amazonaws.com',
  actions: ['s3:GetObject'],
  statements: ['Allow s/ProjectRole Properties.Policies.0.PolicyDocument.Statement.0'],
  byPath: { direct: 'no' },
};

/** One of everything, with text that a person might paste. */
export const full = (stage: Subject['stage'] = 'trial'): Subject =>
  subject({
    stage,
    title: `Demonstration <TRE> & "friends"`,
    templates: [
      { stack: 'tre-demo-Network', file: 'tre-demo-Network.template.json', sha256: 'a'.repeat(64), resources: 41 },
    ],
    rules: [
      ran('no-internet-route', ['2.2.11'], [outcome('pass'), outcome('pass', 'tre-demo-Network/RouteTable')]),
      ran('default-group-is-closed', ['2.2.09'], [outcome('fail'), outcome('not-applicable')]),
      ran('recorder-records', ['2.2.12'], []),
      ran(
        'keys-rotate',
        ['2.8.05'],
        Array.from({ length: 9 }, (_, index) => outcome('pass', `tre-demo-Keys/Key${index}`)),
      ),
      ran('release-has-one-writer', ['3.1.06', '3.1.12', 'TRE-X01'], [outcome('fail')], true),
    ],
    access: [
      {
        principal: 's/ProjectRole',
        principalKind: 'role',
        store: 's/ExtractBucket',
        storeKind: 'bucket',
        without: { read: may, write: { ...may, answer: 'no', residual: undefined, actions: [] } },
        with: { read: may },
      },
      {
        principal: hostile,
        principalKind: 'stranger',
        store: 's/ExtractBucket',
        storeKind: 'bucket',
        without: {},
        with: {},
      },
    ],
    flow: {
      zones: [
        { id: 'a', label: 'Extract', detail: 'project stroke', kind: 'store' },
        { id: 'b', label: 'Release', detail: hostile, kind: 'release' },
      ],
      arrows: [{ from: 'a', to: 'b', gate: 'Release function', detail: hostile, certainty: 'only if' }],
      notes: ['Ways out: none.'],
    },
    packs: [
      { pack: 'AwsSolutions', rule: 'AwsSolutions-S1', resource: 'tre-demo-Network/Vpc', result: 'pass' },
      { pack: 'AwsSolutions', rule: 'AwsSolutions-S1', resource: 'tre-demo-Network/Vpc', result: 'pass' },
      { pack: 'AwsSolutions', rule: 'AwsSolutions-IAM5', resource: 'tre-demo-Network/Vpc', result: 'acknowledged' },
    ],
    acknowledgements: [
      { id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: hostile, resource: 'Network/Vpc' },
    ],
    attestations: [
      attestation('1.1.01', { statement: hostile, score: 2 }),
      attestation('1.1.03', { statement: '=cmd|" /C calc"!A0', by: '+447700900000' }),
      attestation('1.2.01', { expires: '2026-06-30' }),
      attestation('2.8.05'),
    ],
    exceptions: [exception('2.2.09'), exception('3.1.06'), exception('1.7.03', { expires: '2026-10-31' })],
    provisions: [
      {
        service: 'configRecorder',
        reason: 'Control Tower records',
        evidence: 'LZ-014',
        attestedBy: 'Cloud platform lead',
        on: '2026-03-01',
        expires: '2027-02-28',
      },
    ],
    createdHere: ['guardDuty'],
    closedProjects: [{ project: 'stroke', because: ['the approval REC-1 expired on 2026-10-31'] }],
    lapses: [
      { sentence: 'the exception for 1.7.03 expired on 2026-10-31', controls: [] },
      { sentence: 'the approval REC-1 expired on 2026-10-31', controls: ['1.4.01'] },
    ],
    scope: {
      file: 'demo.yaml',
      sha256: 'b'.repeat(64),
      organisations: [{ ods: 'QU9', name: hostile, role: 'controller' }],
      datasets: [{ id: 'care', title: hostile, controller: 'QU9', agreement: 'DSA-1', expires: '2027-01-04' }],
      projects: [
        {
          id: 'stroke',
          title: hostile,
          lead: 'QU9',
          approval: 'REC-1',
          approvalExpires: '2026-10-31',
          dpia: 'DPIA-1',
          datasets: ['care'],
          ends: '2027-01-04',
          open: false,
        },
      ],
    },
  });

export const table: CoverageTable = {
  '2.2.11': { sufficient: ['no-internet-route'] },
  '2.2.12': { sufficient: ['recorder-records'], provision: { configRecorder: ['recorder-records'] } },
  '2.8.05': { sufficient: ['keys-rotate'], partial: 'the split of key administration from key use' },
};
