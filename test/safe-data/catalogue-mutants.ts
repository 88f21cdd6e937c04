import { type Body, type Mutant, set } from '../mutant.ts';
import { account, arnOf, bucketName, inProduction, mutantsOf } from './changes.ts';

const table = 'AWS::Glue::Table';
const iceberg = 'OpenTableFormatInput.IcebergInput.IcebergTableInput';
const curated = 'AdmittedCareSpellsTable';
const extract = 'TableAdmittedCareSpells';

interface Column extends Record<string, unknown> {
  Name?: unknown;
  Type?: unknown;
}
const fieldsOf = ({ Properties }: Body): Column[] =>
  iceberg.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], Properties) === undefined
    ? []
    : ((Properties.OpenTableFormatInput as { IcebergInput: { IcebergTableInput: { Schema: { Fields: Column[] } } } })
        .IcebergInput.IcebergTableInput.Schema.Fields as Column[]);
const columnsOf = ({ Properties }: Body): Column[] =>
  (Properties.TableInput as { StorageDescriptor: { Columns: Column[] } }).StorageDescriptor.Columns;

const nameless = mutantsOf('curated-tables-hold-no-direct-identifier');
const onTable = (rule: ReturnType<typeof mutantsOf>, id: string, name: string, edit: (body: Body) => void): Mutant =>
  rule(name, (templates) => templates.change(table, edit, inProduction(id)));
const field = (name: string, column: Column): Mutant =>
  onTable(nameless, curated, name, (body) => {
    fieldsOf(body).push({ Id: 99, Required: false, ...column });
  });

const identifiers: readonly Mutant[] = [
  field('the curated zone has a date of birth', { Name: 'date_of_birth', Type: 'date' }),
  field('a name is written in another way', { Name: 'PatientName', Type: 'string' }),
  field('a name is written in one word', { Name: 'dateofbirth', Type: 'date' }),
  field('a name is written with hyphens', { Name: 'home-address', Type: 'string' }),
  field('the curated zone has postcodes', { Name: 'postcode', Type: 'string' }),
  field('the curated zone has free text', { Name: 'free_text', Type: 'string' }),
  field('a name hides in a nested column', { Name: 'patient', Type: 'struct<id:string,surname:string>' }),
  field('an NHS number stays a number', { Name: 'NHSNumber', Type: 'long' }),
  field('a number hides in a nested column', { Name: 'patient', Type: 'struct<nhs_number:bigint>' }),
  field('the name of a column is unknown', { Name: { Ref: 'Unknown' }, Type: 'string' }),
  field('the type of a column is unknown', { Name: 'patient', Type: { Ref: 'Unknown' } }),
  onTable(nameless, curated, 'a table has no columns', (body) => set(body, `${iceberg}.Schema.Fields`, [])),
  onTable(nameless, extract, 'the extract of a project has names', (body) => {
    columnsOf(body).push({ Name: 'full_name', Type: 'string' });
  }),
  onTable(nameless, extract, 'an extract is partitioned by postcode', (body) =>
    set(body, 'TableInput.PartitionKeys', [{ Name: 'post_code', Type: 'string' }]),
  ),
  onTable(nameless, extract, 'an extract takes its columns from a registry', (body) =>
    set(body, 'TableInput.StorageDescriptor.SchemaReference', { SchemaVersionId: 'latest' }),
  ),
  onTable(nameless, extract, 'an extract with names says that it is a log', (body) => {
    columnsOf(body).push({ Name: 'surname', Type: 'string', Comment: 'cloudtrail' });
    set(body, 'TableInput.StorageDescriptor.InputFormat', 'com.amazon.emr.cloudtrail.CloudTrailInputFormat');
  }),
  nameless('a crawler makes tables', (templates) =>
    templates.add('thames-valley-safe-data', 'Added', { Type: 'AWS::Glue::Crawler' }),
  ),
];

const lasting = mutantsOf('iceberg-tables-survive-updates');
const updates: readonly Mutant[] = [
  onTable(lasting, curated, 'a table is described twice', (body) =>
    set(body, 'TableInput', { Name: 'spells', TableType: 'EXTERNAL_TABLE' }),
  ),
  onTable(lasting, curated, 'two columns have one id', (body) => {
    const [first, second] = fieldsOf(body);
    if (first && second) second.Id = first.Id;
  }),
  onTable(lasting, curated, 'a column has no id', (body) => {
    delete fieldsOf(body)[0]?.Id;
  }),
  onTable(lasting, curated, 'ids begin at nought', (body) => {
    const [first] = fieldsOf(body);
    if (first) first.Id = 0;
  }),
  onTable(lasting, curated, 'a table is Iceberg by a parameter only', (body) => {
    delete body.Properties.OpenTableFormatInput;
    set(body, 'TableInput.Parameters', { table_type: 'ICEBERG' });
  }),
];

const pointing = mutantsOf('catalogue-points-into-our-buckets');
const place = 'TableInput.StorageDescriptor.Location';
const at = (name: string, id: string, path: string, value: unknown): Mutant =>
  onTable(pointing, id, name, (body) => set(body, path, value));
const database = (name: string, path: string, value: unknown): Mutant =>
  pointing(name, (templates) =>
    templates.change('AWS::Glue::Database', (body) => set(body, path, value), inProduction('AdmittedCareDatabase')),
  );
const added = (Type: string, Properties: Record<string, unknown>): Mutant =>
  pointing(`${Type} is added`, (templates) => templates.add('thames-valley-safe-data', 'Added', { Type, Properties }));
const places: readonly Mutant[] = [
  at('a table lies elsewhere', curated, `${iceberg}.Location`, 's3://somebody-elses-bucket/spells'),
  at(
    'a table lies elsewhere, in a folder named like ours',
    curated,
    `${iceberg}.Location`,
    `s3://elsewhere/${bucketName('curated')}`,
  ),
  at('a table writes its files elsewhere', curated, `${iceberg}.Properties`, {
    'write.data.path': 's3://elsewhere/data',
  }),
  at('a table lies over the vault', curated, `${iceberg}.Location`, `s3://${bucketName('vault')}/spells`),
  at('an extract lies over the vault', extract, place, `s3://${bucketName('vault')}/spells/`),
  at(
    'an extract lies in the bucket of another project',
    extract,
    place,
    `s3://${bucketName('p-stroke-path')}/extract/`,
  ),
  at(
    'a curated table lies in the bucket of a project',
    curated,
    `${iceberg}.Location`,
    `s3://${bucketName('p-stroke-path')}/spells`,
  ),
  at('an extract says nowhere where it lies', extract, place, undefined),
  at('nobody knows where an extract lies', extract, place, { Ref: 'Unknown' }),
  at('an extract also lies elsewhere', extract, 'TableInput.StorageDescriptor.AdditionalLocations', [
    's3://elsewhere/more/',
  ]),
  at('an extract is a link', extract, 'TableInput.TargetTable', { CatalogId: '999999999999', Name: 'spells' }),
  database('a database is a link', 'DatabaseInput.TargetDatabase', { CatalogId: '999999999999', DatabaseName: 'care' }),
  database('a database lies elsewhere', 'DatabaseInput.LocationUri', 's3://elsewhere/'),
  database('a database is in the catalogue of another account', 'CatalogId', '999999999999'),
  added('AWS::Glue::Connection', { CatalogId: account }),
  added('AWS::Athena::DataCatalog', { Name: 'hospital', Type: 'LAMBDA', Parameters: { function: arnOf('Function') } }),
  added('AWS::Glue::Partition', {
    CatalogId: account,
    PartitionInput: { StorageDescriptor: { Location: 's3://elsewhere/2026/' } },
  }),
];

export const catalogueMutants: readonly Mutant[] = [...identifiers, ...updates, ...places];
