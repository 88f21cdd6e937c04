// Long because it is one table: every refusal, with the edit that provokes it.

import { accepted, asOf, type Edit, edited, knownControls, large, lineOf, problemsOf, read } from './example.ts';

const otherDataset = (id: string, table: string) => `
  - id: ${id}
    title: Another one
    synthetic: true
    controller: QOP
    classification: synthetic
    lawfulBasis: None needed
    optOut: exempt
    owner: Somebody
    retentionYears: 1
    agreement: { reference: DSA-2, signed: 2026-01-01, expires: 2027-12-31, evidence: a link }
    tables:
      - name: ${table}
        description: One row
        columns: [{ name: key, type: string, role: plain, description: a key }]

projects:
`;
const exception = (expires: string) =>
  `exceptions:\n  - { control: TRE-X09, reason: no such service, owner: somebody, expires: ${expires} }\n`;
const attestation = (control: string) =>
  `  - { control: ${control}, statement: it is so, by: me myself, on: 2026-01-01, expires: 2027-01-01, evidence: here }\n`;
const rows = 'projects[0].data[0].tables[0].rows';
const condition = (text: string): Edit => ['{ column: diabetes_type, in: [type-1, type-2] }', `{ ${text} }`];

interface Row {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly path: string;
  readonly rule: string;
  readonly remedy?: string;
  readonly at: string;
  /** Lines below that text, where the same text stands twice. */
  readonly below?: number;
}

const refused: readonly Row[] = [
  {
    name: 'two organisations with one code',
    edits: [
      ['ods: R0A', 'ods: QOP'],
      ['lead: R0A', 'lead: QOP'],
    ],
    path: 'organisations[1].ods',
    rule: 'must not repeat organisations[0].ods',
    at: 'ods: QOP\n    name: Manchester',
  },
  {
    name: 'two datasets with one id',
    edits: [['\nprojects:\n', otherDataset('diabetes-care', 'visits')]],
    path: 'datasets[1].id',
    rule: 'must not repeat datasets[0].id',
    at: 'id: diabetes-care\n    title: Another',
  },
  {
    name: 'two tables of two datasets that are one name in Glue',
    edits: [
      ['id: diabetes-care', 'id: diabetes'],
      ['dataset: diabetes-care', 'dataset: diabetes'],
      ['name: reviews', 'name: care_reviews'],
      ['table: reviews', 'table: care_reviews'],
      ['\nprojects:\n', otherDataset('diabetes-care', 'reviews')],
    ],
    path: 'datasets[1].tables[0].name',
    rule: 'must not have the Glue name diabetes_care_reviews of datasets[0].tables[0].name',
    at: 'name: reviews',
  },
  {
    name: 'two columns with one name',
    edits: [['name: systolic_mmhg', 'name: egfr']],
    path: 'datasets[0].tables[0].columns[14].name',
    rule: 'must not repeat datasets[0].tables[0].columns[12].name',
    at: 'name: egfr, type: double',
  },
  {
    name: 'a column approved twice',
    edits: [['columns: [review_id,', 'columns: [sex, review_id,']],
    path: 'projects[0].data[0].tables[0].columns[6]',
    rule: 'must not repeat projects[0].data[0].tables[0].columns[0]',
    at: 'columns: [sex',
  },
  {
    name: 'a dataset that is approved in two entries',
    edits: [
      [
        '    allowance:',
        '      - dataset: diabetes-care\n        tables: [{ table: reviews, columns: [egfr] }]\n    allowance:',
      ],
    ],
    path: 'projects[0].data[1].dataset',
    rule: 'must not repeat projects[0].data[0].dataset',
    remedy: 'bring the tables of a dataset together',
    at: 'dataset: diabetes-care\n        tables: [{',
  },
  {
    name: 'a table that is approved in two entries',
    edits: [['    allowance:', '          - { table: reviews, columns: [egfr] }\n    allowance:']],
    path: 'projects[0].data[0].tables[1].table',
    rule: 'must not repeat projects[0].data[0].tables[0].table',
    remedy: 'bring the columns of a table together',
    at: '- { table: reviews',
  },
  {
    name: 'two tables with one name',
    edits: [
      [
        '      - name: reviews\n',
        '      - { name: reviews, description: the same, columns: [{ name: egfr, type: double, role: plain, description: a rate }] }\n      - name: reviews\n',
      ],
      [
        'columns: [review_id, nhs_number, practice, review_date, age_at_review, sex, imd_decile, foot_risk]',
        'columns: [egfr]',
      ],
      [/ {12}rows:\n(.*\n){2}/, ''],
    ],
    path: 'datasets[0].tables[1].name',
    rule: 'must not repeat datasets[0].tables[0].name',
    remedy: 'give each table its own name',
    at: '- name: reviews',
  },
  {
    name: 'a zone named twice',
    edits: [['[euw2-az1, euw2-az2]', '[euw2-az1, euw2-az1]']],
    path: 'aws.availabilityZoneIds[1]',
    rule: 'must not repeat aws.availabilityZoneIds[0]',
    at: 'availabilityZoneIds',
  },
  {
    name: 'two attestations of one control',
    edits: [[/$/, `attestations:\n${attestation('G5')}${attestation('G5')}`]],
    path: 'attestations[1].control',
    rule: 'must not repeat attestations[0].control',
    at: attestation('G5'),
    below: 1,
  },
  {
    name: 'a controller that is not an organisation of the file',
    edits: [['controller: QOP', 'controller: QOQ']],
    path: 'datasets[0].controller',
    rule: 'must be the ods of one of `organisations`',
    remedy: 'did you mean "QOP"?',
    at: 'controller: QOQ',
  },
  {
    name: 'a controller that is only a processor',
    edits: [['role: controller-and-processor', 'role: processor']],
    path: 'datasets[0].controller',
    rule: 'must name an organisation whose role is controller',
    at: 'controller: QOP',
  },
  {
    name: 'a lead that is not an organisation of the file',
    edits: [['lead: R0A', 'lead: X99']],
    path: 'projects[0].lead',
    rule: 'must be the ods of one of `organisations`',
    remedy: 'QOP, R0A',
    at: 'lead: X99',
  },
  {
    name: 'real records in a trial',
    edits: [
      ['synthetic: true', 'synthetic: false'],
      ['classification: synthetic', 'classification: de-personalised'],
    ],
    path: 'datasets[0].synthetic',
    rule: 'must be true in a trial',
    at: 'synthetic: false',
  },
  {
    name: 'records called synthetic that are not',
    edits: [
      ['synthetic: true', 'synthetic: false'],
      [/stage:\n(.*\n){3}/, 'stage: { kind: production }\n'],
    ],
    path: 'datasets[0].classification',
    rule: 'must not be synthetic where `synthetic` is false',
    at: 'classification: synthetic',
  },
  {
    name: 'a project that names an unknown dataset',
    edits: [['dataset: diabetes-care', 'dataset: diabetis-care']],
    path: 'projects[0].data[0].dataset',
    rule: 'must be the id of one of `datasets`',
    remedy: 'did you mean "diabetes-care"?',
    at: 'dataset: diabetis-care',
  },
  {
    name: 'a project that names an unknown table',
    edits: [['table: reviews', 'table: review']],
    path: 'projects[0].data[0].tables[0].table',
    rule: 'must be a table of the dataset diabetes-care',
    remedy: 'did you mean "reviews"?',
    at: 'table: review\n',
  },
  {
    name: 'a project that names an unknown column',
    edits: [['sex, imd_decile, foot_risk]', 'sex, imd_quintile, foot_risk]']],
    path: 'projects[0].data[0].tables[0].columns[6]',
    rule: 'must be a column of diabetes-care.reviews',
    at: 'imd_quintile',
  },
  {
    name: 'a direct identifier that is approved',
    edits: [['columns: [review_id,', 'columns: [date_of_birth,']],
    path: 'projects[0].data[0].tables[0].columns[0]',
    rule: 'must not be a direct identifier',
    remedy: 'linkage',
    at: 'columns: [date_of_birth',
  },
  {
    name: 'a condition on an unknown column',
    edits: [condition('column: diabetes_typ, in: [a]')],
    path: `${rows}[1].column`,
    rule: 'must be a column of',
    at: 'diabetes_typ,',
  },
  {
    name: 'a condition on a direct identifier',
    edits: [condition('column: patient_name, in: [a]')],
    path: `${rows}[1].column`,
    rule: 'must not be a direct-identifier',
    at: 'column: patient_name',
  },
  {
    name: 'a condition on a linkage column, which would put an identifier in the file',
    edits: [condition("column: nhs_number, in: ['9990000000']")],
    path: `${rows}[1].column`,
    rule: 'must not be a linkage',
    at: 'column: nhs_number',
  },
  {
    name: 'a number for a text column',
    edits: [condition('column: diabetes_type, in: [type-1, 2]')],
    path: `${rows}[1].in[1]`,
    rule: 'must be text',
    at: 'in: [type-1, 2]',
  },
  {
    name: 'text for a number column',
    edits: [condition("column: imd_decile, in: ['1']")],
    path: `${rows}[1].in[0]`,
    rule: 'must be a whole number',
    at: "in: ['1']",
  },
  {
    name: 'text for a boolean column',
    edits: [condition('column: retinal_screened, in: [yes]')],
    path: `${rows}[1].in[0]`,
    rule: 'must be true or false',
    at: 'in: [yes]',
  },
  {
    name: 'a range of a boolean',
    edits: [condition('column: retinal_screened, from: false, to: true')],
    path: `${rows}[1]`,
    rule: 'must not be a range',
    at: 'column: retinal_screened',
  },
  {
    name: 'something that is no day for a date column',
    edits: [['from: 2024-04-01', 'from: 2024-04']],
    path: `${rows}[0].from`,
    rule: 'must be a day',
    at: 'from: 2024-04,',
  },
  {
    name: 'a range that ends before it begins',
    edits: [['to: 2026-03-31', 'to: 2023-03-31']],
    path: `${rows}[0].to`,
    rule: 'must not be before from (2024-04-01)',
    at: 'to: 2023-03-31',
  },
  {
    name: 'a project that ends before it starts',
    edits: [['starts: 2026-10-01\n    ends: 2027-09-21', 'starts: 2026-10-01\n    ends: 2026-09-30']],
    path: 'projects[0].ends',
    rule: 'must not be before projects[0].starts (2026-10-01)',
    at: 'ends: 2026-09-30',
  },
  {
    name: 'an approval that expires before it is given',
    edits: [['approved: 2026-09-22', 'approved: 2027-09-22']],
    path: 'projects[0].approval.expires',
    rule: 'must not be before projects[0].approval.approved',
    at: 'expires: 2027-09-21',
  },
  {
    name: 'an agreement that expires before it is signed',
    edits: [['signed: 2026-09-01', 'signed: 2028-09-01']],
    path: 'datasets[0].agreement.expires',
    rule: 'must not be before datasets[0].agreement.signed',
    at: 'expires: 2027-12-31',
  },
  {
    name: 'a provision that expires before it is attested',
    edits: [
      [
        'macie: { by: created-here }',
        'macie: { by: organisation, reason: it is, evidence: here, attestedBy: somebody, on: 2026-02-01, expires: 2026-01-31 }',
      ],
    ],
    path: 'provisions.macie.expires',
    rule: 'must not be before provisions.macie.on',
    at: 'macie:',
  },
  {
    name: 'an attestation of an unknown control',
    edits: [[/$/, `attestations:\n${attestation('1.1.1')}`]],
    path: 'attestations[0].control',
    rule: 'must be the id of a SATRE statement',
    remedy: 'did you mean "1.1.01"?',
    at: '- { control: 1.1.1,',
  },
  {
    name: 'an exception for an unknown control',
    edits: [[/$/, exception('2027-01-01').replace('TRE-X09', 'nonsense')]],
    path: 'exceptions[0].control',
    rule: 'must be the id of a SATRE statement',
    at: '- { control: nonsense',
  },
  {
    name: 'a region outside the United Kingdom',
    edits: [
      ['region: eu-west-2', 'region: eu-west-1'],
      ['[euw2-az1, euw2-az2]', '[euw1-az1, euw1-az2]'],
    ],
    path: 'aws.region',
    rule: 'must be in the United Kingdom',
    remedy: 'add an exception for TRE-X09',
    at: 'region: eu-west-1',
  },
  {
    name: 'a region outside the United Kingdom whose exception has expired',
    edits: [
      ['region: eu-west-2', 'region: eu-west-1'],
      ['[euw2-az1, euw2-az2]', '[euw1-az1, euw1-az2]'],
      [/$/, exception('2026-11-23')],
    ],
    path: 'aws.region',
    rule: 'must be in the United Kingdom',
    remedy: 'expired on 2026-11-23',
    at: 'region: eu-west-1',
  },
  {
    name: 'a zone of another region',
    edits: [['[euw2-az1,', '[euw1-az1,']],
    path: 'aws.availabilityZoneIds[0]',
    rule: 'must be a zone of eu-west-2',
    at: 'availabilityZoneIds',
  },
  {
    name: 'a zone without a secure browser',
    edits: [['euw2-az2]', 'euw2-az3]']],
    path: 'aws.availabilityZoneIds[1]',
    rule: 'must be a zone in which the secure browser exists',
    remedy: 'use euw2-az1 and euw2-az2',
    at: 'availabilityZoneIds',
  },
  {
    name: 'a project id for which S3 has no room',
    edits: [['id: foot-care', 'id: foot-examinations']],
    path: 'projects[0].id',
    rule: 'must have at most 16 characters',
    at: 'id: foot-examinations',
  },
  {
    name: 'a placeholder of the starter in production',
    edits: [
      ['name: Greater Manchester Secure Data Environment', 'name: REPLACE with the name people use'],
      [/kind: trial\n {2}reason: .*\n {2}expires: .*/, 'kind: production'],
      ['synthetic: true', 'synthetic: false'],
      ['classification: synthetic', 'classification: de-personalised'],
    ],
    path: 'name',
    rule: 'must not be a placeholder of the starter',
    at: 'name: REPLACE',
  },
  {
    name: 'a dataset whose database would be that of a project',
    edits: [
      ['- id: diabetes-care', '- id: project-care'],
      ['dataset: diabetes-care', 'dataset: project-care'],
    ],
    path: 'datasets[0].id',
    rule: 'must not be `audit` or begin with `project-`',
    at: '- id: project-care',
  },
];

test.each(refused)('refused: $name', ({ edits, path, rule, remedy = '', at, below = 0 }) => {
  const yaml = edited(...edits);
  const problems = problemsOf(yaml);
  expect(problems.map((problem) => problem.path)).toEqual([path]);
  expect(problems[0]?.rule).toContain(rule);
  expect(problems[0]?.remedy).toContain(remedy);
  expect(problems[0]?.line).toBe(lineOf(yaml, at) + below);
});

const fine: readonly { readonly name: string; readonly edits: readonly Edit[] }[] = [
  { name: 'a condition on a column that is not approved', edits: [condition('column: egfr, from: 0, to: 59.5')] },
  { name: 'a linkage column, which arrives as a pseudonym', edits: [['columns: [review_id, nhs', 'columns: [nhs']] },
  {
    name: 'a region outside the United Kingdom on the last day of its exception',
    edits: [
      ['region: eu-west-2', 'region: eu-west-1'],
      ['[euw2-az1, euw2-az2]', '[euw1-az1, euw1-az3]'],
      [/$/, exception(asOf)],
    ],
  },
  { name: 'a project that ends after its approval', edits: [['ends: 2027-09-21', 'ends: 2029-09-21']] },
  { name: 'an expired agreement', edits: [['expires: 2027-12-31', 'expires: 2026-09-02']] },
  { name: 'an expired approval', edits: [['expires: 2027-09-21', 'expires: 2026-10-01']] },
  { name: 'an expired trial', edits: [['expires: 2027-09-30', 'expires: 2026-10-01']] },
  { name: 'an expired exception', edits: [[/$/, exception('2020-01-01')]] },
  { name: 'no project at all', edits: [[/\nprojects:[\s\S]*/, '\n']] },
];

test.each(fine)('accepted: $name', ({ edits }) => {
  expect(problemsOf(edited(...edits))).toEqual([]);
});

test('two projects with one id', () => {
  const project = /( {2}- id: foot-care[\s\S]*)$/.exec(edited())?.[1] ?? '';
  expect(problemsOf(`${edited()}${project}`)).toEqual([
    expect.objectContaining({
      path: 'projects[1].id',
      rule: 'must not repeat projects[0].id',
      line: edited().split('\n').length,
    }),
  ]);
});

test('eight faults, of the schema and across fields, are eight problems in the order of the file', () => {
  const yaml = edited(
    ["account: '444455556666'", 'account: 44445555'],
    ['euw2-az2]', 'euw2-az3]'],
    ['10.60.0.0/18', '10.60.0.0/24'],
    ['auditYears: 8', 'audityears: 8'],
    ['controller: QOP', 'controller: QOX'],
    ['type: date, role: direct-identifier', 'type: dat, role: direct-identifier'],
    ['purpose: clinical-audit', 'purpose: insurance'],
    ['columns: [review_id,', 'columns: [patient_name,'],
  );
  expect(problemsOf(yaml).map(({ path }) => path)).toEqual([
    'aws.account',
    'aws.availabilityZoneIds[1]',
    'network.cidr',
    'retention.audityears',
    'datasets[0].controller',
    'datasets[0].tables[0].columns[3].type',
    'projects[0].purpose',
    'projects[0].data[0].tables[0].columns[0]',
  ]);
});

test('a wrong entry is not also reported by everything that refers to it', () => {
  const paths = (yaml: string) => problemsOf(yaml).map(({ path }) => path);
  expect(paths(edited(['- id: diabetes-care', '- title2: x']))).toEqual(['datasets[0].id', 'datasets[0].title2']);
  expect(paths(edited(['name: reviews', 'name: Reviews']))).toEqual(['datasets[0].tables[0].name']);
  expect(paths(edited(['ods: R0A', 'ods: r0a']))).toEqual(['organisations[1].ods']);
});

test('the same text gives the same problems', () => {
  const yaml = edited(['lead: R0A', 'lead: X99'], ['purpose: clinical-audit', 'purpose: insurance']);
  expect(read(yaml)).toEqual(read(yaml));
});

test('defaults are filled in', () => {
  expect(accepted(edited())).toMatchObject({ aws: { bootstrapQualifier: 'hnb659fds' }, network: { reserved: [] } });
});

test('the large example is accepted', () => {
  const known = new Set([...large.matchAll(/- control: (\S+)/g)].map((match) => match[1] ?? ''));
  expect(read(large, { knownControls: new Set([...knownControls, ...known]), asOf })).toMatchObject({ ok: true });
});
