// Long because it is one table: every refusal, with the edit that provokes it.

import { type Edit, edited, lineOf, problemsOf } from './example.ts';

interface Row {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly path: string;
  readonly rule: string;
  readonly remedy?: string;
  readonly value?: string;
  /** Text on the line that the problem must name. */
  readonly at: string;
}

const rows: readonly Row[] = [
  {
    name: 'an unknown key names the nearest valid one, and its field is not also missing',
    edits: [['  region: eu', '  reigon: eu']],
    path: 'aws.reigon',
    rule: 'is not a known field',
    remedy: 'did you mean "region"?',
    value: '"eu-west-2"',
    at: 'reigon:',
  },
  {
    name: 'an unknown key that resembles nothing lists what is known there',
    edits: [['contacts:\n', 'contacts:\n  switchboard: x\n']],
    path: 'contacts.switchboard',
    rule: 'is not a known field',
    remedy: 'known here: operations, security',
    at: 'switchboard',
  },
  {
    name: 'an unknown key in one form of a union lists the fields of its forms',
    edits: [['  expires: 2027-09-30', '  expires: 2027-09-30\n  becuase: x']],
    path: 'stage.becuase',
    rule: 'is not a known field',
    remedy: 'kind, reason, expires',
    at: 'becuase',
  },
  {
    name: 'an unquoted account number says quote it',
    edits: [["account: '444455556666'", 'account: 012345678901']],
    path: 'aws.account',
    rule: 'must be text',
    remedy: 'quotes',
    value: '012345678901',
    at: 'account:',
  },
  {
    name: 'an account number of eleven digits',
    edits: [["'444455556666'", "'44445555666'"]],
    path: 'aws.account',
    rule: '12 digits',
    value: '"44445555666"',
    at: 'account:',
  },
  {
    name: 'a malformed ODS code',
    edits: [['ods: QOP', 'ods: qop']],
    path: 'organisations[0].ods',
    rule: 'must be an ODS code',
    value: '"qop"',
    at: 'ods: qop',
  },
  {
    name: 'an ODS code that YAML takes for a number',
    edits: [['ods: R0A', 'ods: 1E5']],
    path: 'organisations[1].ods',
    rule: 'must be text',
    value: '1E5',
    remedy: 'quotes',
    at: 'ods: 1E5',
  },
  {
    name: 'a purpose outside the vocabulary',
    edits: [['purpose: clinical-audit', 'purpose: marketing']],
    path: 'projects[0].purpose',
    rule: 'must be one of clinical-research, public-health-research',
    value: '"marketing"',
    at: 'purpose:',
  },
  {
    name: 'a misspelt purpose names the nearest',
    edits: [['purpose: clinical-audit', 'purpose: clinical_adit']],
    path: 'projects[0].purpose',
    rule: 'must be one of',
    remedy: 'did you mean "clinical-audit"?',
    at: 'purpose:',
  },
  {
    name: 'a missing field says what it is for, on the line it is missing from',
    edits: [['    owner: Information Asset Owner, Research Data\n', '']],
    path: 'datasets[0].owner',
    rule: 'is required',
    remedy: 'Information asset owner, by role',
    value: 'nothing',
    at: '- id: diabetes-care',
  },
  {
    name: 'a missing choice lists what may be chosen',
    edits: [['    optOut: exempt\n', '']],
    path: 'datasets[0].optOut',
    rule: 'is required',
    remedy: '(applies, exempt)',
    at: '- id: diabetes-care',
  },
  {
    name: 'a missing top-level field',
    edits: [[/^name: .*\n/m, '']],
    path: 'name',
    rule: 'is required',
    at: 'version:',
  },
  {
    name: 'a union without its kind',
    edits: [['kind: saml', 'metadataUrl: https://example.nhs.uk/metadata']],
    path: 'identity.browser.kind',
    rule: 'is required',
    remedy: '(identity-center, saml, none)',
    at: '  browser:',
  },
  {
    name: 'a union of an unknown kind',
    edits: [['kind: trial', 'kind: tryal']],
    path: 'stage.kind',
    rule: 'must be one of production, trial',
    remedy: 'did you mean "trial"?',
    at: 'kind: tryal',
  },
  {
    name: 'a union that lacks what its kind demands',
    edits: [['  reason: First deployment of the blueprint, with synthetic records only\n', '']],
    path: 'stage.reason',
    rule: 'is required',
    remedy: 'Why this deployment holds no real records',
    at: 'stage:',
  },
  {
    name: 'a field of the other kind',
    edits: [['kind: saml', 'kind: identity-center\n    metadataUrl: https://example.nhs.uk/metadata']],
    path: 'identity.browser.metadataUrl',
    rule: 'does not go with its neighbours',
    remedy: 'write kind: identity-center; or kind: saml',
    at: 'metadataUrl',
  },
  {
    name: 'a row condition in no form',
    edits: [['column: review_date, from: 2024-04-01, to: 2026-03-31', 'column: review_date']],
    path: 'projects[0].data[0].tables[0].rows[0]',
    rule: 'must have the fields column, in; or column, from, to',
    at: '{ column: review_date }',
  },
  {
    name: 'a row condition in both forms',
    edits: [['in: [type-1, type-2]', 'in: [type-1], from: a']],
    path: 'projects[0].data[0].tables[0].rows[1].from',
    rule: 'does not go with its neighbours',
    remedy: 'write column, in; or column, from, to',
    at: 'in: [type-1], from: a',
  },
  {
    name: 'half a range',
    edits: [[', to: 2026-03-31', '']],
    path: 'projects[0].data[0].tables[0].rows[0].to',
    rule: 'is required',
    at: 'from: 2024-04-01',
  },
  {
    name: 'SQL where a structure is wanted',
    edits: [['{ column: review_date, from: 2024-04-01, to: 2026-03-31 }', '1=1 OR review_date IS NULL']],
    path: 'projects[0].data[0].tables[0].rows[0]',
    rule: 'must have the fields',
    at: '1=1',
  },
  {
    name: 'an empty value',
    edits: [['region: eu-west-2', 'region:']],
    path: 'aws.region',
    rule: 'must be text',
    value: 'an empty value',
    at: 'region:',
  },
  {
    name: 'a map where a list is wanted',
    edits: [[/expectedOutputs:\n {6}- .*\n/, 'expectedOutputs: { share: all }\n']],
    path: 'projects[0].expectedOutputs',
    rule: 'must be a list',
    value: 'a map of "share"',
    at: 'expectedOutputs',
  },
  {
    name: 'a list with too few entries',
    edits: [['[euw2-az1, euw2-az2]', '[euw2-az1]']],
    path: 'aws.availabilityZoneIds',
    rule: 'must have at least 2 entries',
    value: 'a list of 1 entry',
    at: 'availabilityZoneIds',
  },
  {
    name: 'a zone name instead of a zone id',
    edits: [['[euw2-az1,', '[eu-west-2a,']],
    path: 'aws.availabilityZoneIds[0]',
    rule: 'must be a zone id',
    at: 'availabilityZoneIds',
  },
  {
    name: 'a day that no calendar has',
    edits: [['starts: 2026-10-01', 'starts: 2026-02-30']],
    path: 'projects[0].starts',
    rule: 'must be a calendar day',
    at: 'starts: 2026-02-30',
  },
  {
    name: 'an audit retention below the floor',
    edits: [['auditYears: 8', 'auditYears: 5']],
    path: 'retention.auditYears',
    rule: 'must be at least 6',
    value: '5',
    at: 'auditYears',
  },
  {
    name: 'half a year',
    edits: [['auditYears: 8', 'auditYears: 8.5']],
    path: 'retention.auditYears',
    rule: 'must be a whole number',
    at: 'auditYears',
  },
  {
    name: 'a budget of nothing',
    edits: [['monthlyGBP: 100', 'monthlyGBP: 0']],
    path: 'projects[0].allowance.monthlyGBP',
    rule: 'must be more than 0',
    at: 'monthlyGBP',
  },
  {
    name: 'an id longer than AWS names have room for',
    edits: [['id: gtr-manchester', 'id: greater-manchester']],
    path: 'id',
    rule: 'must have at most 16 characters',
    at: 'id: greater-manchester',
  },
  {
    name: 'an id with a capital letter, of one character: the first rule is enough',
    edits: [['id: gtr-manchester', 'id: G']],
    path: 'id',
    rule: 'must be lower-case words',
    at: 'id: G',
  },
  {
    name: 'a version from the future',
    edits: [['version: 1', 'version: 2']],
    path: 'version',
    rule: 'must be 1',
    at: 'version',
  },
  {
    name: 'a score nobody can have',
    edits: [
      [
        /$/,
        'attestations:\n  - { control: 1.1.01, statement: yes it is, by: me myself, on: 2026-01-01, expires: 2027-01-01, evidence: here, score: 3 }\n',
      ],
    ],
    path: 'attestations[0].score',
    rule: 'must be one of 1, 2',
    at: '- { control',
  },
  {
    name: 'something that is no IPv4 range',
    edits: [['10.60.0.0/18', '10.60.0.0']],
    path: 'network.cidr',
    rule: 'must be an IPv4 range',
    at: 'cidr',
  },
  {
    name: 'an address without TLS',
    edits: [['kind: saml', 'kind: saml\n    metadataUrl: http://example.nhs.uk']],
    path: 'identity.browser.metadataUrl',
    rule: 'must be an https:// address',
    at: 'metadataUrl',
  },
  {
    name: 'a comma outside quotes, which YAML takes for the next key',
    edits: [['description: Synthetic name', 'description: Synthetic, but a name']],
    path: 'datasets[0].tables[0].columns[2]["but a name"]',
    rule: 'is not a known field',
    remedy: 'quotes',
    at: 'but a name',
  },
];

test.each(rows)('refused: $name', ({ edits, path, rule, remedy = '', value, at }) => {
  const yaml = edited(...edits);
  const problems = problemsOf(yaml);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: 'a.yaml', path, line: lineOf(yaml, at) });
  expect(problems[0]?.rule).toContain(rule);
  expect(problems[0]?.remedy).toContain(remedy);
  if (value !== undefined) expect(problems[0]?.value).toBe(value);
});

test('a project that names no output it means to publish is refused', () => {
  const problems = problemsOf(edited([/expectedOutputs:\n {6}- .*\n/, 'expectedOutputs: []\n']));
  expect(problems).toMatchObject([{ path: 'projects[0].expectedOutputs', rule: 'must have at least 1 entry' }]);
});

test('a long value is shortened, and cannot move the cursor or the direction of writing', () => {
  const [problem] = problemsOf(edited(['region: eu-west-2', `region: "\\e[2J\u202e${'x'.repeat(500)}"`]));
  expect(problem?.value.length).toBeLessThan(100);
  expect(problem?.value).toContain('\\u001b');
  for (const character of ['\u001b', '\u202e']) expect(problem?.value).not.toContain(character);
});
