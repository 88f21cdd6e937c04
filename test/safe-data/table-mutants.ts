import { editStatements, type Mutant } from '../mutant.ts';
import { having } from '../safe-people/gate-edits.ts';

const rule = 'tables-recover-and-stay';
const table = 'AWS::DynamoDB::Table';
const texts = 'backups-cover-what-cannot-be-remade';

export const tableMutants: readonly Mutant[] = [
  having(
    rule,
    'the register is under a key of AWS',
    table,
    'RegisterTable',
    'SSESpecification.KMSMasterKeyId',
    undefined,
  ),
  having(
    rule,
    'the register can be put back for a day',
    table,
    'RegisterTable',
    'PointInTimeRecoverySpecification.RecoveryPeriodInDays',
    1,
  ),
  having(rule, 'the register begins with what somebody wrote', table, 'RegisterTable', 'ImportSourceSpecification', {
    InputFormat: 'CSV',
  }),
  having(
    rule,
    'the list of queries shows its items in a stream',
    table,
    'QueriesTable',
    'StreamSpecification.StreamViewType',
    'NEW_AND_OLD_IMAGES',
  ),
  having(rule, 'the stream has a policy of its own', table, 'QueriesTable', 'StreamSpecification.ResourcePolicy', {
    PolicyDocument: {},
  }),
  having(rule, 'two tables are under one key', table, 'QueriesTable', 'SSESpecification.KMSMasterKeyId', {
    'Fn::GetAtt': ['RegisterKey', 'Arn'],
  }),
  having(
    rule,
    'the register cannot be put back',
    table,
    'RegisterTable',
    'PointInTimeRecoverySpecification',
    undefined,
  ),
  having(rule, 'queries go by themselves', table, 'QueriesTable', 'TimeToLiveSpecification', {
    Enabled: true,
    AttributeName: 'x',
  }),
  {
    rule,
    name: 'the register can be deleted by one call',
    mutate: (templates) =>
      templates.change(
        table,
        (body) => {
          if (body.Properties.DeletionProtectionEnabled !== true) throw new Error('a trial');
          body.Properties.DeletionProtectionEnabled = false;
        },
        (_, id) => id === 'RegisterTable',
      ),
  },
  {
    rule,
    name: 'the register goes with its stack',
    mutate: (templates) =>
      templates.change(
        table,
        (body) => {
          if (!body.DeletionPolicy?.startsWith('Retain')) throw new Error('a trial');
          body.DeletionPolicy = 'Delete';
        },
        (_, id) => id === 'RegisterTable',
      ),
  },
  {
    rule: texts,
    name: 'what holds texts is no longer refused to be read, and is in no backup',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::BucketPolicy',
        (body) => {
          if (!JSON.stringify(templates.templates).includes('"COMPLIANCE"')) throw new Error('a trial');
          editStatements(body, 'PolicyDocument', (one) => (one.Sid === 'DenyReadingToOthers' ? undefined : one));
        },
        (_, id) => id === 'QueryTextsBucketPolicy',
      ),
  },
];
