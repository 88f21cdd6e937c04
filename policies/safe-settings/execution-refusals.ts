import type { Statement } from '../estate/statements.ts';
import { throughServices } from './deployment-rights.ts';
import { asksExactly, type Conditions, coversArns, coversFamily, of } from './exact-statements.ts';
import { arnWith, type FoundationNames, wordsWith } from './foundation-names.ts';

/** What the execution role is refused for good, whatever a later Allow says. */
interface Refusal {
  readonly what: string;
  readonly actions: readonly string[];
  /** ARNs after the partition, as of `arnWith`. @default everything */
  readonly on?: readonly string[];
  /** Everything but these, at most. */
  readonly butOn?: readonly string[];
  /** What it asks, exactly; values as of `wordsWith`. */
  readonly asks?: Conditions;
}

const refusals: readonly Refusal[] = [
  {
    what: 'the objects of buckets of records',
    actions: of('s3', 'GetObject* PutObject* DeleteObject* ReplicateObject RestoreObject'),
    butOn: ['s3:::cdk-<q>-assets-<account>-<region>/*', 's3:::tre-<id>-curated-*/*/metadata/*'],
  },
  {
    what: 'rows, lines of logs, secrets and copies',
    actions: [
      ...of('athena', 'GetQueryResults* StartQueryExecution'),
      ...of('backup', 'StartCopyJob StartRestoreJob'),
      ...of('dynamodb', 'BatchGetItem ExportTableToPointInTime GetItem GetRecords PartiQL* Query Scan'),
      ...of('lakeformation', 'GetDataAccess'),
      ...of('logs', 'FilterLogEvents GetLogEvents GetQueryResults StartQuery'),
      ...of('secretsmanager', 'GetSecretValue'),
      ...of('sqs', 'ReceiveMessage'),
      ...of('ssm', 'GetParameterHistory'),
      ...of('states', 'GetExecutionHistory'),
    ],
  },
  {
    what: 'another identity',
    actions: [
      ...of('iam', 'AttachUserPolicy CreateAccessKey CreateLoginProfile CreateUser DeleteRolePermissionsBoundary'),
      ...of('iam', 'PutUserPolicy SetDefaultPolicyVersion'),
      ...of('organizations', '*'),
      ...of('sts', 'AssumeRole*'),
    ],
  },
  {
    what: 'a key outside a service that encrypts for it',
    actions: of('kms', 'Decrypt Encrypt GenerateDataKey* GenerateMac ReEncrypt*'),
    asks: { StringNotEqualsIfExists: { 'kms:ViaService': throughServices } },
  },
  {
    what: 'a key that nobody can ever administer again',
    actions: of('kms', 'CreateKey PutKeyPolicy'),
    asks: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': ['true'] } },
  },
  {
    what: 'the roles of the bootstrap, its own among them',
    actions: ['iam:*'],
    on: ['iam::<account>:role/cdk-*'],
  },
];

function refuses(one: Statement, action: string, { on = ['*'], butOn, asks = {} }: Refusal, names: FoundationNames) {
  const demanded = Object.fromEntries(
    Object.entries(asks).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [key, values.map((value) => wordsWith(names, value))]),
      ),
    ]),
  );
  const excused = butOn?.map((arn) => arnWith(names, arn));
  const reaches =
    coversArns(
      one,
      on.map((arn) => arnWith(names, arn)),
    ) ||
    (excused !== undefined && one.notResources?.every((arn) => excused.includes(arn)) === true);
  return one.effect === 'Deny' && !one.unresolved && coversFamily(one, action) && reaches && asksExactly(one, demanded);
}

/** The first action that the statements do not refuse, and what it would open. */
export function unrefused(statements: readonly Statement[], names: FoundationNames): string | undefined {
  for (const refusal of refusals) {
    const open = refusal.actions.find((action) => !statements.some((one) => refuses(one, action, refusal, names)));
    if (open !== undefined) return `is not denied ${open}: ${refusal.what}`;
  }
  return undefined;
}
