import type { CoverageTable } from '../../policies/catalogue/coverage.ts';
import { assess } from '../../policies/evidence/assess.ts';
import type { ProvisionRecord, RuleResult } from '../../policies/evidence/result.ts';
import { outcome, ran, subject } from './subject.ts';

const table: CoverageTable = {
  '2.2.12': {
    sufficient: ['recorder-records', 'detector-detects'],
    provision: { configRecorder: ['recorder-records'], guardDuty: ['detector-detects'] },
  },
};

const provided = (service: string, expires = '2027-02-28'): ProvisionRecord => ({
  service,
  reason: 'The landing zone provides it',
  evidence: 'LZ-014',
  attestedBy: 'Cloud platform lead',
  on: '2026-03-01',
  expires,
});

const recorder = ran('recorder-records', ['2.2.12'], [outcome('pass')]);
const detector = ran('detector-detects', ['2.2.12'], [outcome('pass')]);
const silentRecorder = ran('recorder-records', ['2.2.12'], []);
const silentDetector = ran('detector-detects', ['2.2.12'], [outcome('not-applicable')]);

const status = (rules: readonly RuleResult[], provisions: readonly ProvisionRecord[]) =>
  assess(subject({ rules, provisions }), table).controls.find(({ control }) => control.id === '2.2.12');

test('created here, it is proved by the rules', () => {
  expect(status([recorder, detector], [])?.status).toBe('proved');
});

test('provided by the organisation, it is attested and never proved', () => {
  const found = status([silentRecorder, silentDetector], [provided('configRecorder'), provided('guardDuty')]);
  expect(found).toMatchObject({ status: 'attested', method: 'attestation', score: '', improvements: '' });
  expect(found?.response).toContain('Provided by the organisation (guardDuty), attested by Cloud platform lead');
});

test('half created here and half provided, both halves are named', () => {
  const found = status([recorder, silentDetector], [provided('guardDuty')]);
  expect(found?.status).toBe('attested');
  expect(found?.response).toMatch(/recorder-records \(1 resource\).*Provided by the organisation \(guardDuty\)/);
});

test('neither created here nor provided, it is unmet', () => {
  expect(status([recorder, silentDetector], [])).toMatchObject({
    status: 'unmet',
    response: expect.stringContaining('No resource in these templates shows detector-detects.'),
  });
});

test('the attestation of what is provided lapses like any other', () => {
  expect(status([recorder, silentDetector], [provided('guardDuty', '2026-11-01')])).toMatchObject({
    status: 'unmet',
    response: expect.stringContaining('The attestation that the organisation provides guardDuty lapsed on 2026-11-01.'),
  });
});

test('what the organisation provides cannot outweigh a rule that fails here', () => {
  const failing = ran('detector-detects', ['2.2.12'], [outcome('fail')]);
  expect(status([recorder, failing], [provided('guardDuty')])?.status).toBe('unmet');
});
