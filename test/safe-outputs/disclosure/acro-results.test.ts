import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { judgeChecksum, judgeClaim } from '../../../lambdas/safe-outputs/disclosure/tables/acro-claims.ts';
import { type AcroClaim, readAcroResults } from '../../../lambdas/safe-outputs/disclosure/tables/acro-results.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { acro, knownCase, nothingEarlier, wide } from './known-tables.ts';

const one = (output: object, version = '1.0.1') =>
  JSON.stringify({
    version,
    results: { output_0: { uid: 'output_0', status: 'pass', type: 'table', properties: {}, ...output } },
  });
const current = (over: object = {}, name = 'output_0_0.csv') =>
  one({
    files: [
      {
        name,
        sdc: {
          summary: { MinimumThresholdCheck: 6 },
          cells: {
            MinimumThresholdCheck: [
              [0, 3],
              [1, 3],
            ],
            PresenceOfLinkedTableCheck: [[0, 0]],
          },
        },
      },
    ],
    ...over,
  });
const former = one(
  {
    status: 'fail',
    files: [
      {
        name: 'output_0_0.csv',
        sdc: {
          summary: { suppressed: false, threshold: 6 },
          cells: {
            threshold: [[0, 3]],
            'p-ratio': [
              [0, 3],
              [1, 1],
            ],
          },
        },
      },
    ],
  },
  '0.4.12',
);

const claimOf = (text: string): AcroClaim => {
  const [claim] = readAcroResults(text).claims;
  if (!claim) throw new Error('no claim');
  return claim;
};
const ownVerdict = async (table: Table) => {
  const findings = await tableFindings(table, acro, nothingEarlier);
  const worst = (['blocked', 'needs-fix', 'review'] as const).find((verdict) =>
    findings.some((one) => one.verdict === verdict),
  );
  return { verdict: worst ?? ('clear' as const), findings };
};
const said = (findings: readonly { rule: string; verdict: string }[]) =>
  findings.map(({ rule, verdict }) => `${rule} ${verdict}`);

describe('a results file', () => {
  test('is read in the form of 1.0 and in that of 0.4', () => {
    expect(claimOf(current())).toEqual({
      output: 1,
      name: 'output_0_0.csv',
      status: 'pass',
      suppressed: false,
      rounded: false,
      flagged: 2,
    });
    expect(claimOf(former)).toEqual({
      output: 1,
      name: 'output_0_0.csv',
      status: 'fail',
      suppressed: false,
      rounded: false,
      flagged: 2,
    });
    expect(
      claimOf(current({ properties: { method: 'crosstab', mitigation: 'rounding', round_base: 5 } })).rounded,
    ).toBe(true);
    expect(claimOf(current({ status: 'Review' })).status).toBe('review');
    expect(claimOf(current({ status: 'approved' })).status).toBe('other');
  });

  test.each([
    '',
    '[]',
    '{"version":1}',
    '{"version":"1.0","results":[]}',
    '{"version":"1.0","results":{"a":{}}}',
    '['.repeat(100_000),
  ])('that is none is broken (%#)', (text) => {
    expect(said(readAcroResults(text).findings)).toEqual(['not-understood blocked']);
  });

  test.each(['../x.csv', '/etc/passwd', 'a/b.csv', 'a\\b.csv', 'C:x.csv', '..', '', 'a\u0000.csv', 'a\u202e.csv'])(
    'is refused where it names %j',
    (name) => {
      const { claims, findings } = readAcroResults(current({}, name));
      expect(claims).toEqual([]);
      expect(said(findings)).toEqual(['claim-name blocked']);
      expect(JSON.stringify(findings)).not.toContain('passwd');
    },
  );

  test('is bound to the bytes by checksums', () => {
    const claim = claimOf(current());
    expect(judgeChecksum(claim, ' ABC \n', 'abc')).toEqual([]);
    expect(said(judgeChecksum(claim, 'abd', 'abc'))).toEqual(['claim-checksum blocked']);
    expect(said(judgeChecksum(claim, undefined, 'abc'))).toEqual(['claim-checksum review']);
  });
});

describe('a claim', () => {
  test('F1: of suppression, beside a table with margins that still shows the small counts, is caught', async () => {
    const claim = claimOf(current({ status: 'review', properties: { method: 'crosstab', mitigation: 'suppression' } }));
    const found = judgeClaim(claim, await ownVerdict(wide(knownCase('A1m'))));
    expect(said(found)).toContain('claim-disagrees needs-fix');
  });

  test('F2: of a pass, for a mean of three values among thirty records, is caught', async () => {
    const table = {
      header: ['area', 'rows', 'n', 'mean_age'],
      rows: [
        ['a', '30', '3', '41.2'],
        ['b', '30', '29', '40.1'],
      ],
    };
    const own = await ownVerdict(table);
    expect(own.verdict).toBe('needs-fix');
    const pass = claimOf(one({ files: [{ name: 'x.csv', sdc: { summary: {}, cells: {} } }] }));
    expect(said(judgeClaim(pass, own))).toEqual(['claim-disagrees review']);
  });

  test('F2: of a pass is not believed where nobody says how many values there are', async () => {
    const own = await ownVerdict({
      header: ['area', 'mean_age'],
      rows: [
        ['a', '41.2'],
        ['b', '40.1'],
      ],
    });
    expect(said(judgeClaim(claimOf(current({ files: [{ name: 'x.csv', sdc: {} }] })), own))).toEqual([
      'claim-disagrees review',
    ]);
  });

  test('F4: of rounding, that shows ten for eight people, is for a human', async () => {
    const rounded = wide({
      input: { ...knownCase('A1').input, values: knownCase('A1').input.values.map(() => [15, 60, 70, 10]) },
    });
    const claim = claimOf(
      one({
        properties: { method: 'crosstab', mitigation: 'rounding', round_base: 5 },
        files: [{ name: 'x.csv', sdc: {} }],
      }),
    );
    const own = await ownVerdict(rounded);
    expect(said(own.findings)).toEqual(['rounded-threshold review']);
    expect(said(judgeClaim(claim, own))).toEqual(['claim-disagrees review', 'claim-disagrees review']);
  });

  test('that agrees adds nothing and takes nothing away', async () => {
    const clear = await ownVerdict({
      header: ['area', 'n'],
      rows: [
        ['a', '41'],
        ['b', '52'],
      ],
    });
    expect(judgeClaim(claimOf(one({ files: [{ name: 'x.csv', sdc: {} }] })), clear)).toEqual([]);
    const small = await ownVerdict(wide(knownCase('A1')));
    expect(judgeClaim(claimOf(former), small)).toEqual([]);
  });

  test('about no file of the request, or of cells in which nothing is found, is for a human', async () => {
    expect(said(judgeClaim(claimOf(current()), undefined))).toEqual(['claim-disagrees review']);
    const clear = await ownVerdict({
      header: ['area', 'n'],
      rows: [
        ['a', '41'],
        ['b', '52'],
      ],
    });
    expect(said(judgeClaim(claimOf(former), clear))).toEqual(['claim-disagrees review']);
  });
});
