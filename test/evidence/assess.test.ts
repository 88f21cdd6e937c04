import { controls, guidelines, statements } from '../../policies/catalogue/catalogue.ts';
import type { CoverageTable } from '../../policies/catalogue/coverage.ts';
import { assess } from '../../policies/evidence/assess.ts';
import { attestation, exception, full, outcome, ran, subject, table } from './subject.ts';

const one = (assessment: ReturnType<typeof assess>, id: string) =>
  assessment.controls.find(({ control }) => control.id === id);

/** Every statement answered by a rule of its own, which passed. */
const everything: CoverageTable = Object.fromEntries(statements.map(({ id }) => [id, { sufficient: [`rule-${id}`] }]));
const allPass = statements.map(({ id }) => ran(`rule-${id}`, [id], [outcome('pass')]));

test('an empty estate without records: nothing is green', () => {
  const { controls: judged, counts } = assess(subject());
  expect(judged).toHaveLength(controls.length);
  expect([...new Set(judged.map(({ status }) => status))].sort()).toEqual(['not applicable', 'unmet']);
  expect(Object.values(counts).map(({ proved }) => proved)).toEqual([0, 0, 0, 0]);
});

test('rules that saw nothing turn nothing green, whatever they are named in', () => {
  const silent = statements.map(({ id }) => ran(`rule-${id}`, [id], [outcome('not-applicable')]));
  const { controls: judged } = assess(subject({ rules: silent }), everything);
  expect(judged.filter(({ status }) => status === 'proved')).toEqual([]);
});

test('only statements of class T are ever proved', () => {
  const { controls: judged } = assess(subject({ rules: allPass, attestations: [attestation('5.1.01')] }), everything);
  const proved = judged.flatMap(({ control, status }) => (status === 'proved' ? [control] : []));
  expect(proved.length).toBe(62);
  expect(proved.every((control) => control.framework === 'SATRE' && control.class === 'T')).toBe(true);
});

test('a rule that mentions a control is evidence for it, not yet proof', () => {
  const assessment = assess(subject({ rules: [ran('keys-rotate', ['2.8.05'], [outcome('pass')])] }), {});
  expect(one(assessment, '2.8.05')).toMatchObject({
    status: 'unmet',
    response: expect.stringContaining('No rule proves the whole of it yet'),
  });
});

test('the counts add up to 185, and every unmet mandatory statement is named', () => {
  const { counts, mandatoryUnmet, controls: judged } = assess(full(), table);
  const total = Object.values(counts).flatMap((statuses) => Object.values(statuses));
  expect(total.reduce((sum, number) => sum + number, 0)).toBe(185);
  const mandatory = counts.mandatory.unmet + counts['mandatory*'].unmet;
  expect(mandatoryUnmet).toHaveLength(mandatory + 1);
  expect(mandatoryUnmet).toContain('3.3.09');
  for (const id of mandatoryUnmet) expect(judged.find(({ control }) => control.id === id)?.status).toBe('unmet');
});

test('an excepted statement does not block and does not count as met', () => {
  const assessment = assess(subject({ exceptions: [exception('1.1.01')] }));
  expect(assessment.mandatoryUnmet).not.toContain('1.1.01');
  expect(one(assessment, '1.1.01')?.status).toBe('excepted');
  expect(assessment.counts.mandatory.excepted).toBe(1);
});

describe('federation', () => {
  test('a deployment that does not federate faces pillars 1 to 4', () => {
    const { controls: judged } = assess(subject());
    const federation = judged.filter(({ control }) => control.id.startsWith('5.'));
    expect(federation).toHaveLength(21);
    expect(new Set(federation.map(({ status }) => status))).toEqual(new Set(['not applicable']));
  });

  test('SATRE has no N/A for a mandatory statement, so its score is blank', () => {
    const assessment = assess(subject());
    expect(one(assessment, '5.1.01')?.score).toBe('');
    expect(one(assessment, '5.1.08')?.score).toBe('N/A');
    expect(one(assessment, '5.1.10')?.score).toBe('N/A');
  });

  test('whoever attests one statement of pillar 5 federates, and faces all of it', () => {
    const assessment = assess(subject({ attestations: [attestation('5.1.01')] }));
    expect(one(assessment, '5.1.01')?.status).toBe('attested');
    expect(one(assessment, '5.1.02')?.status).toBe('unmet');
  });
});

describe('guidelines', () => {
  const parts = guidelines.find(({ id }) => id === 'G4')?.parts ?? [];

  test('a guideline is as strong as the weakest of its statements', () => {
    const attestations = parts.map((id) => attestation(id));
    expect(one(assess(subject({ attestations })), 'G4')?.status).toBe('attested');
    expect(one(assess(subject({ attestations: attestations.slice(1) })), 'G4')).toMatchObject({
      status: 'unmet',
      improvements: `Unmet: ${parts[0]}.`,
    });
  });

  test('attesting the guideline itself changes nothing', () => {
    const found = one(assess(subject({ attestations: [attestation('G4')] })), 'G4');
    expect(found?.status).toBe('unmet');
    expect(found?.response).toContain('the status follows from the statements alone');
  });

  test('a guideline can be excepted, but not while a fatal rule fails for one of its statements', () => {
    const fatal = ran('one-writer', ['3.1.06'], [outcome('fail')], true);
    expect(one(assess(subject({ exceptions: [exception('G12')] })), 'G12')?.status).toBe('excepted');
    expect(one(assess(subject({ rules: [fatal], exceptions: [exception('G12')] })), 'G12')?.status).toBe('unmet');
  });

  test('guideline 2 needs every mandatory statement', () => {
    expect(guidelines.find(({ id }) => id === 'G2')?.parts.length).toBeGreaterThanOrEqual(89);
  });
});

describe('scores', () => {
  const score = (more: Parameters<typeof subject>[0], id: string) => one(assess(subject(more), table), id)?.score;
  const route = (result: 'pass' | 'fail') => [ran('no-internet-route', ['2.2.11'], [outcome(result)])];

  test.each([
    ['proved', { rules: route('pass') }, '2.2.11', '2'],
    ['proved, yet excepted', { rules: route('pass'), exceptions: [exception('2.2.11')] }, '2.2.11', '1'],
    ['excepted with nothing proved', { exceptions: [exception('2.2.11')] }, '2.2.11', '0'],
    ['mandatory and unmet', {}, '2.2.11', '0'],
    ['failing', { rules: route('fail') }, '2.2.11', '0'],
    ['recommended and unanswered', {}, '2.2.12', ''],
    ['attested without a score', { attestations: [attestation('1.1.01')] }, '1.1.01', ''],
    ['attested with a score', { attestations: [attestation('1.1.01', { score: 1 })] }, '1.1.01', '1'],
    [
      'attested with a score that lapsed',
      { attestations: [attestation('1.1.01', { score: 2, expires: '2026-11-01' })] },
      '1.1.01',
      '0',
    ],
  ] as const)('%s', (_, more, id, expected) => {
    expect(score(more, id)).toBe(expected);
  });
});

test('of two attestations the one that holds counts', () => {
  const attestations = [attestation('1.1.01', { on: '2027-01-01', expires: '2028-01-01' }), attestation('1.1.01')];
  expect(one(assess(subject({ attestations })), '1.1.01')?.status).toBe('attested');
});
