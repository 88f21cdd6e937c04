import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readOrExplain } from '../../bin/deployment-file.ts';
import { CuratedTables } from '../../constructs/safe-data/curated-tables.ts';
import type { ColumnContract, DatasetContract } from '../../constructs/safe-data/dataset-contract.ts';
import { ProtectedBucket } from '../../constructs/safe-data/protected-bucket.ts';
import { production, safeData, trial } from './example-resources.ts';

const env = { account: '111122223333', region: 'eu-west-2' };
const tenancy = { deployment: 'north', stage: 'production', qualifier: 'hnb659fds' } as const;

const column = (name: string, type: ColumnContract['type'], role: ColumnContract['role'] = 'plain') => ({
  name,
  type,
  role,
  description: `What ${name} means`,
});

const visits = [
  column('visit_id', 'string'),
  column('nhs_number', 'bigint', 'linkage'),
  column('full_name', 'string', 'direct-identifier'),
  column('age', 'int', 'quasi-identifier'),
  column('hba1c', 'double', 'sensitive'),
];

function synthesise(columns: readonly ColumnContract[]): Template {
  const stack = new Stack(new App(), 'Data', { env });
  const dataset: DatasetContract = {
    id: 'diabetes-care',
    tables: [{ name: 'clinic_visits', description: 'One visit', columns }],
  };
  const curated = new ProtectedBucket(stack, 'Curated', {
    tenancy,
    nouns: ['curated'],
    keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/curated',
    vpcId: 'vpc-1',
    accessLogsBucketName: 'access-logs',
    stackNoun: 'safe-data',
    lifecycle: [],
    tellsEventBridge: true,
  });
  new CuratedTables(stack, 'Tables', { tenancy, dataset, curated });
  return Template.fromStack(stack);
}

interface Field {
  readonly Id: number;
  readonly Name: string;
  readonly Type: string;
  readonly Doc?: string;
}
interface Table {
  readonly Properties: {
    readonly Name: string;
    readonly OpenTableFormatInput: {
      readonly IcebergInput: {
        readonly IcebergTableInput: {
          readonly Location: unknown;
          readonly Schema: { readonly Fields: readonly Field[] };
        };
      };
    };
  };
  readonly DependsOn?: readonly string[];
}

const tableOf = (columns: readonly ColumnContract[]) =>
  synthesise(columns).findResources('AWS::Glue::Table').DiabetesCareClinicVisitsTable as unknown as Table;
const fieldsOf = ({ Properties }: Table) =>
  Properties.OpenTableFormatInput.IcebergInput.IcebergTableInput.Schema.Fields;
const idsOf = (columns: readonly ColumnContract[]) =>
  Object.fromEntries(fieldsOf(tableOf(columns)).map(({ Name, Id }) => [Name, Id]));

describe('a curated table', () => {
  test('knows a column by its place in the contract, direct identifiers counted', () => {
    expect(idsOf(visits)).toEqual({ visit_id: 1, nhs_number: 2, age: 4, hba1c: 5 });
  });

  test('keeps every id when a column is appended, or turns out to name a person', () => {
    const appended = [...visits, column('postcode', 'string', 'direct-identifier'), column('smoker', 'boolean')];
    expect(idsOf(appended)).toEqual({ ...idsOf(visits), smoker: 7 });
    const found = visits.map((one) => (one.name === 'age' ? { ...one, role: 'direct-identifier' as const } : one));
    expect(idsOf(found)).toEqual({ visit_id: 1, nhs_number: 2, hba1c: 5 });
  });

  test('holds a pseudonym as text, whatever the number was that it stands for', () => {
    const [, linkage] = fieldsOf(tableOf(visits));
    expect(linkage).toMatchObject({ Name: 'nhs_number', Type: 'string' });
  });

  test.each([
    ['string', 'string'],
    ['int', 'int'],
    ['bigint', 'long'],
    ['double', 'double'],
    ['boolean', 'boolean'],
    ['date', 'date'],
    ['timestamp', 'timestamp'],
  ] as const)('writes the type %s as %s, which is what Iceberg calls it', (type, iceberg) => {
    const [field] = fieldsOf(tableOf([column('value', type)]));
    expect(field).toMatchObject({ Type: iceberg, Doc: 'What value means' });
  });

  test('lies below its dataset in the curated zone, and waits for the policy that lets Glue write there', () => {
    const table = tableOf(visits);
    const { Location } = table.Properties.OpenTableFormatInput.IcebergInput.IcebergTableInput;
    expect(Location).toEqual({ 'Fn::Join': ['', ['s3://', { Ref: 'CuratedBucket' }, '/diabetes-care/clinic_visits']] });
    expect(table.DependsOn).toContain('CuratedBucketPolicy');
  });

  test('stands in a database whose name has no hyphen, for Athena would not read it', () => {
    synthesise(visits).hasResourceProperties('AWS::Glue::Database', {
      DatabaseInput: { Name: 'tre_north_diabetes_care' },
    });
  });
});

test.each([
  [production, 'thames-valley'],
  [trial, 'greater-manchester'],
])('%s: every table of every contract is curated, with every column that names nobody', (deployment, file) => {
  const { datasets } = readOrExplain(join(__dirname, '..', '..', 'deployments', `${file}.yaml`), '2026-11-24');
  const agreed = datasets.flatMap(({ tables }) =>
    tables.map(({ name, columns }) => [
      name,
      columns.filter(({ role }) => role !== 'direct-identifier').map((one) => one.name),
    ]),
  );
  const curated = Object.values(safeData(deployment))
    .filter(({ Type }) => Type === 'AWS::Glue::Table')
    .map((body) => body as unknown as Table)
    .map((table) => [table.Properties.Name, fieldsOf(table).map(({ Name }) => Name)]);
  expect(Object.fromEntries(curated)).toEqual(Object.fromEntries(agreed));
  expect(curated.length).toBe(agreed.length);
});
