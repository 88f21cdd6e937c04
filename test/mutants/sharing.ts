import type { Body } from '../mutant.ts';
import { accountOf, type Change, type Operator, roleArn, type Site } from './site.ts';
import { anotherProject } from './weaker-projects.ts';

type Fields = Record<string, unknown>;

/** What two projects, or two zones, must not have in common: a key, a bucket, a role, a word of each other. */
export const sharing: Operator = (site) => [...betweenProjects(site), ...betweenZones(site), ...writers(site)];

const arn = (...parts: string[]): string => ['arn', 'aws', ...parts].join(':');
const bucketArn = (body: Body): string => arn('s3', '', '', String(body.Properties.BucketName));

function betweenProjects(site: Site): readonly Change[] {
  const other = anotherProject(site);
  if (other === undefined || !site.stack.includes('-project-')) return [];
  const theirs = (id: string) =>
    site.neighbours.find(({ stack, logicalId }) => stack === other && logicalId === id)?.body;
  const account = accountOf(site.neighbours);
  const [role, bucket] = [theirs('ProjectRole'), theirs('ExtractBucket')];
  if (role === undefined || bucket === undefined) throw new Error(`${other} has no role or no bucket`);
  const theirRole = roleArn(account, String(role.Properties.RoleName));
  const theirKey = { 'Fn::ImportValue': `${other}:ExportsOutputFnGetAttProjectDataKeyArn` };
  const exported = (around: Parameters<Change['edit']>[1]): void =>
    around.changeTemplate(other, (template) => {
      const outputs = (template.Outputs ?? {}) as Fields;
      template.Outputs = {
        ...outputs,
        TheirKey: {
          Value: { 'Fn::GetAtt': ['ProjectDataKey', 'Arn'] },
          Export: { Name: theirKey['Fn::ImportValue'] },
        },
      };
    });
  const admits = (what: string, list: string, Action: string | readonly string[], Resource: unknown): Change => ({
    what,
    edit: ({ Properties }) => {
      (Properties[list] as { Statement: unknown[] }).Statement.push({
        Effect: 'Allow',
        Action,
        Principal: { AWS: theirRole },
        Resource,
      });
    },
  });
  const changes: Record<string, readonly Change[]> = {
    'AWS::S3::Bucket': [
      {
        what: 'is under the key of another project',
        edit: ({ Properties }, around) => {
          exported(around);
          const [rule] = (Properties.BucketEncryption as Fields).ServerSideEncryptionConfiguration as Fields[];
          setKey(rule, theirKey);
        },
      },
    ],
    'AWS::Athena::WorkGroup': [
      {
        what: 'keeps results under the key of another project',
        edit: ({ Properties }, around) => {
          exported(around);
          (Properties.WorkGroupConfiguration as Fields).ManagedQueryResultsConfiguration = {
            Enabled: true,
            EncryptionConfiguration: { KmsKey: theirKey },
          };
        },
      },
    ],
    'AWS::S3::BucketPolicy': [
      admits('lets another project read', 'PolicyDocument', ['s3:GetObject', 's3:ListBucket'], '*'),
      admits('lets another project write', 'PolicyDocument', 's3:PutObject', '*'),
    ],
    'AWS::KMS::Key': [admits('opens for the role of another project', 'KeyPolicy', 'kms:Decrypt', '*')],
    'AWS::KMS::Alias': [
      {
        what: 'points at the key of another project',
        edit: ({ Properties }, around) => {
          exported(around);
          Properties.TargetKeyId = theirKey;
        },
      },
    ],
    'AWS::IAM::Role': [
      {
        what: "may also read another project's extract",
        edit: (mine) =>
          grant(mine, {
            Action: ['s3:GetObject', 's3:ListBucket'],
            Resource: [bucketArn(bucket), `${bucketArn(bucket)}/*`],
          }),
      },
      {
        what: "may also ask in another project's workgroup",
        edit: (mine) =>
          grant(mine, {
            Action: 'athena:GetQueryResults',
            Resource: arn('athena', 'eu-west-2', account, `workgroup/${theirs('Workgroup')?.Properties.Name}`),
          }),
      },
      {
        what: "may also open another project's key",
        edit: (mine, around) => {
          exported(around);
          grant(mine, { Action: 'kms:Decrypt', Resource: theirKey });
        },
      },
      {
        what: 'is trusted to the role of another project',
        edit: ({ Properties }) => {
          (Properties.AssumeRolePolicyDocument as { Statement: unknown[] }).Statement.push({
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: theirRole },
          });
        },
      },
    ],
    'AWS::Glue::Table': [
      {
        what: 'lies in the bucket of another project',
        edit: ({ Properties }) => {
          const storage = (Properties.TableInput as Fields).StorageDescriptor as Fields;
          storage.Location = `s3://${bucket.Properties.BucketName}/extract/`;
        },
      },
    ],
    'AWS::Athena::NamedQuery': [
      {
        what: 'stands in the workgroup of another project',
        edit: ({ Properties }) => {
          Properties.WorkGroup = theirs('Workgroup')?.Properties.Name;
        },
      },
    ],
  };
  return changes[site.body.Type] ?? [];
}

const grant = ({ Properties }: Body, statement: Fields): void => {
  Properties.Policies = [
    ...((Properties.Policies ?? []) as unknown[]),
    { PolicyName: 'more', PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } },
  ];
};

const setKey = (rule: Fields | undefined, key: unknown): void => {
  const encryption = rule?.ServerSideEncryptionByDefault as Fields | undefined;
  if (encryption !== undefined) encryption.KMSMasterKeyID = key;
};

/** Zones of the data: a bucket under the key of the next zone is one zone with it. */
function betweenZones({ body, logicalId, stack, neighbours }: Site): readonly Change[] {
  if (body.Type !== 'AWS::S3::Bucket' || !stack.endsWith('-safe-data')) return [];
  const keyOf = (other: Body): unknown => {
    const [rule] = (other.Properties.BucketEncryption as Fields).ServerSideEncryptionConfiguration as Fields[];
    return (rule?.ServerSideEncryptionByDefault as Fields | undefined)?.KMSMasterKeyID;
  };
  return neighbours
    .filter((other) => other.stack === stack && other.body.Type === body.Type && other.logicalId !== logicalId)
    .map((other) => ({
      what: `is under the key of ${other.logicalId}`,
      edit: ({ Properties }: Body) => {
        const [rule] = (Properties.BucketEncryption as Fields).ServerSideEncryptionConfiguration as Fields[];
        setKey(rule, keyOf(other.body));
      },
    }));
}

/** One more who may write into, read out of, or delete from a bucket, admitted by the bucket itself. */
function writers({ body, neighbours }: Site): readonly Change[] {
  if (body.Type !== 'AWS::S3::BucketPolicy') return [];
  const account = accountOf(neighbours);
  const roles = neighbours.filter((one) => one.body.Type === 'AWS::IAM::Role');
  const named = (id: string): string | undefined => {
    const found = roles.find(({ logicalId }) => logicalId === id);
    return found && roleArn(account, String(found.body.Properties.RoleName));
  };
  const whom: readonly (readonly [string, string | undefined])[] = [
    ['the broker', named('BrokerRole')],
    ['a person of the account', roleArn(account, 'Admin')],
    ['the auditor', named('AuditorRole')],
  ];
  const verbs = [
    ['write', 's3:PutObject', 'outputs'],
    ['read', 's3:GetObject', undefined],
    ['delete', ['s3:DeleteObject', 's3:DeleteObjectVersion'], undefined],
  ] as const;
  return whom.flatMap(([who, role]) =>
    role === undefined
      ? []
      : verbs.map(
          ([verb, Action, safe]): Change => ({
            what: `lets ${who} ${verb}`,
            ...(safe && { safe }),
            edit: ({ Properties }) => {
              const { Statement } = Properties.PolicyDocument as { Statement: Fields[] };
              Statement.push({ Effect: 'Allow', Principal: { AWS: role }, Action, Resource: Statement[0]?.Resource });
            },
          }),
        ),
  );
}
