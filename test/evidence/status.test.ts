import type { ControlClass } from '../../policies/catalogue/catalogue.ts';
import type { Coverage } from '../../policies/catalogue/coverage.ts';
import type { RuleResult, Status } from '../../policies/evidence/result.ts';
import { type Basis, find } from '../../policies/evidence/status.ts';
import { asOf, attestation, exception, outcome, ran } from './subject.ts';

const classes: readonly ControlClass[] = ['T', 'R', 'O'];
const seens = ['pass', 'fail', 'not-applicable', 'nothing', 'pass and fail', 'no rule'] as const;
const standings = ['none', 'live', 'expired'] as const;
const severities = ['error', 'fatal'] as const;
const coverages = ['none', 'whole', 'part'] as const;

type Row = {
  kind: ControlClass;
  seen: (typeof seens)[number];
  attested: (typeof standings)[number];
  excepted: (typeof standings)[number];
  severity: (typeof severities)[number];
  covered: (typeof coverages)[number];
};

const rows: readonly Row[] = classes.flatMap((kind) =>
  seens.flatMap((seen) =>
    standings.flatMap((attested) =>
      standings.flatMap((excepted) =>
        severities.flatMap((severity) =>
          coverages.map((covered): Row => ({ kind, seen, attested, excepted, severity, covered })),
        ),
      ),
    ),
  ),
);

const rulesOf = ({ seen, severity }: Row): readonly RuleResult[] => {
  if (seen === 'no rule') return [];
  const results = seen === 'nothing' ? [] : seen === 'pass and fail' ? (['pass', 'fail'] as const) : ([seen] as const);
  return [
    ran(
      'it-holds',
      ['2.2.11'],
      results.map((result) => outcome(result)),
      severity === 'fatal',
    ),
  ];
};

const coverageOf = ({ covered }: Row): Coverage | undefined =>
  covered === 'none'
    ? undefined
    : { sufficient: ['it-holds'], ...(covered === 'part' ? { partial: 'the other half' } : {}) };

const basisOf = (row: Row): Basis => ({
  class: row.kind,
  asOf,
  coverage: coverageOf(row),
  rules: rulesOf(row),
  attestation:
    row.attested === 'none' ? undefined : attestation('x', row.attested === 'live' ? {} : { expires: '2026-11-01' }),
  exception:
    row.excepted === 'none' ? undefined : exception('x', row.excepted === 'live' ? {} : { expires: '2026-11-01' }),
  provisions: [],
});

/** The rule of design section 7, written a second time and as a table of precedence. */
function expected({ kind, seen, attested, excepted, severity, covered }: Row): Status {
  const fails = seen === 'fail' || seen === 'pass and fail';
  if (fails && severity === 'fatal') return 'unmet';
  if (excepted === 'live') return 'excepted';
  if (fails) return 'unmet';
  if (kind === 'T' && covered === 'whole' && seen === 'pass') return 'proved';
  return attested === 'live' ? 'attested' : 'unmet';
}

test('the truth table has every combination', () => {
  expect(rows).toHaveLength(3 * 6 * 3 * 3 * 2 * 3);
  expect([...new Set(rows.map(expected))].sort()).toEqual(['attested', 'excepted', 'proved', 'unmet']);
});

test.each(classes)('class %s: every combination has the status that the design gives it', (kind) => {
  for (const row of rows.filter((one) => one.kind === kind)) {
    expect({ ...row, status: find(basisOf(row)).status }).toEqual({ ...row, status: expected(row) });
  }
});

test('every finding says something, and what is unmet says what would change it', () => {
  for (const row of rows) {
    const { status, response, improvements } = find(basisOf(row));
    expect(response).not.toBe('');
    if (status === 'unmet') expect(improvements).not.toBe('');
    if (status === 'proved') expect(improvements).toBe('');
  }
});

describe('what a finding says', () => {
  const base: Row = { kind: 'T', seen: 'pass', attested: 'none', excepted: 'none', severity: 'error', covered: 'part' };
  const of = (more: Partial<Row>) => find(basisOf({ ...base, ...more }));

  test('a part proved and the rest unanswered names both halves', () => {
    expect(of({}).response).toBe(
      'Unmet: proved in part on the synthesised templates: it-holds (1 resource). Missing: the other half.',
    );
  });

  test('a part proved and the rest attested names both halves', () => {
    const { response, improvements } = of({ attested: 'live' });
    expect(response).toContain('Proved in part on the synthesised templates: it-holds');
    expect(response).toContain('Attested by Head of Information Governance on 2026-01-05, until 2027-01-04');
    expect(improvements).toBe('Attested, not proved. Missing: the other half.');
  });

  test('a document nobody vouched for needs attestation', () => {
    expect(of({ kind: 'O', seen: 'no rule', covered: 'none' }).response).toBe('Unmet: needs attestation.');
  });

  test('a lapsed attestation and a lapsed exception say when they lapsed', () => {
    const { response } = of({ attested: 'expired', excepted: 'expired' });
    expect(response).toContain('The attestation lapsed on 2026-11-01.');
    expect(response).toContain('The exception lapsed on 2026-11-01.');
  });

  test('an exception from a fatal rule is refused in words', () => {
    const { response } = of({ seen: 'fail', severity: 'fatal', excepted: 'live' });
    expect(response).toContain('No exception can stand for it-holds: nobody may accept that.');
  });

  test('a failed rule says how to put it right', () => {
    expect(of({ seen: 'fail' }).improvements).toContain('To put it right: set it right.');
  });
});

test('while an approval has lapsed nobody can vouch for what rests on it, and an exception still can be made', () => {
  const row: Row = {
    kind: 'R',
    seen: 'no rule',
    attested: 'live',
    excepted: 'none',
    severity: 'error',
    covered: 'none',
  };
  const lapsed = ['the approval DAC-1 of project stroke expired on 2026-10-31'];
  expect(find({ ...basisOf(row), lapsed })).toMatchObject({
    status: 'unmet',
    response: expect.stringContaining('the approval DAC-1 of project stroke expired on 2026-10-31.'),
  });
  expect(find({ ...basisOf({ ...row, excepted: 'live' }), lapsed }).status).toBe('excepted');
});

test('a sentence that begins with a name keeps its capital', () => {
  const row: Row = {
    kind: 'T',
    seen: 'no rule',
    attested: 'none',
    excepted: 'none',
    severity: 'error',
    covered: 'none',
  };
  const response = (unanswered: string) => find({ ...basisOf(row), unanswered }).response;
  expect(response('AWS updates it')).toContain('Unmet: AWS updates it.');
  expect(response('CloudFormation cannot')).toContain('Unmet: CloudFormation cannot.');
  expect(response('No image is made')).toContain('Unmet: no image is made.');
});

test('what expires on the day still holds on it, and an attestation of tomorrow does not hold yet', () => {
  const row: Row = {
    kind: 'O',
    seen: 'no rule',
    attested: 'live',
    excepted: 'none',
    severity: 'error',
    covered: 'none',
  };
  const today = { ...basisOf(row), attestation: attestation('x', { expires: asOf }) };
  const tomorrow = { ...basisOf(row), attestation: attestation('x', { on: '2026-11-03' }) };
  expect(find(today).status).toBe('attested');
  expect(find(tomorrow)).toMatchObject({ status: 'unmet', response: expect.stringContaining('after 2026-11-02') });
});

test('proof needs every rule to pass: one that passes does not speak for one that saw nothing or did not run', () => {
  const row: Row = { kind: 'T', seen: 'pass', attested: 'none', excepted: 'none', severity: 'error', covered: 'whole' };
  const coverage: Coverage = { sufficient: ['it-holds', 'so-does-this'] };
  expect(find({ ...basisOf(row), coverage })).toMatchObject({
    status: 'unmet',
    response: expect.stringContaining('No resource in these templates shows so-does-this.'),
  });
});
