import type { Estate, Json, JsonObject, Resource } from '../estate.ts';
import { at, isRecord, list, record } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { readerOf } from './canonical.ts';
import { type PolicyStatement, plain, type Reader, readDocument, uncertain, unreadableStatement } from './documents.ts';
import { accountOf, physicalName } from './physical-names.ts';

/** A policy that is a resource of its own: which resources it names, and where its document stands. */
interface Carrier {
  readonly of: readonly string[];
  readonly targets: string;
  readonly document: string;
}

const carriers: Readonly<Record<string, Carrier>> = {
  'AWS::S3::BucketPolicy': { of: ['AWS::S3::Bucket'], targets: 'Bucket', document: 'PolicyDocument' },
  'AWS::SNS::TopicPolicy': { of: ['AWS::SNS::Topic'], targets: 'Topics', document: 'PolicyDocument' },
  'AWS::SNS::TopicInlinePolicy': { of: ['AWS::SNS::Topic'], targets: 'TopicArn', document: 'PolicyDocument' },
  'AWS::SQS::QueuePolicy': { of: ['AWS::SQS::Queue'], targets: 'Queues', document: 'PolicyDocument' },
  'AWS::SQS::QueueInlinePolicy': { of: ['AWS::SQS::Queue'], targets: 'Queue', document: 'PolicyDocument' },
  'AWS::SecretsManager::ResourcePolicy': {
    of: ['AWS::SecretsManager::Secret'],
    targets: 'SecretId',
    document: 'ResourcePolicy',
  },
  'AWS::Kinesis::ResourcePolicy': { of: ['AWS::Kinesis::Stream'], targets: 'ResourceArn', document: 'ResourcePolicy' },
};

/** Policies that stand in the resource itself. */
const inline: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'Policy',
  'AWS::Backup::BackupVault': 'AccessPolicy',
  'AWS::Backup::LogicallyAirGappedBackupVault': 'AccessPolicy',
  'AWS::CloudTrail::EventDataStore': 'ResourcePolicy',
  'AWS::DynamoDB::Table': 'ResourcePolicy.PolicyDocument',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
  'AWS::Events::EventBus': 'Policy',
  'AWS::CodeArtifact::Domain': 'PermissionsPolicyDocument',
  'AWS::CodeArtifact::Repository': 'PermissionsPolicyDocument',
  'AWS::EFS::FileSystem': 'FileSystemPolicy',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::AccessPoint': 'Policy',
  'AWS::KMS::ReplicaKey': 'KeyPolicy',
  'AWS::OpenSearchService::Domain': 'AccessPolicies',
};

const carried: (estate: Estate) => ReadonlyMap<string, readonly Resource[]> = oncePerEstate((estate) =>
  grouped(estate.ofType(...Object.keys(carriers)), (policy) => {
    const carrier = carriers[policy.type];
    if (carrier === undefined) return [];
    return list(policy.properties[carrier.targets]).flatMap((target) => {
      const named = estate.find(target, ...carrier.of);
      if (named !== undefined) return [named.address];
      const text = readerOf(estate, policy.stack)(target);
      const byName = estate.ofType(...carrier.of).find((resource) => {
        const { name, arn, ref } = physicalName(estate, resource);
        return text === name || text === arn || text === ref;
      });
      // A policy of which nobody can say where it goes may be any's.
      return [byName?.address ?? (isRecord(target) ? `any ${carrier.of[0]}` : '')];
    });
  }),
);

const permissions: (estate: Estate) => ReadonlyMap<Resource | undefined, readonly Resource[]> = oncePerEstate(
  (estate) => grouped(estate.ofType('AWS::Lambda::Permission'), (permission) => [functionOf(estate, permission)]),
);

function functionOf(estate: Estate, { stack, properties }: Resource): Resource | undefined {
  const found = estate.find(properties.FunctionName, 'AWS::Lambda::Function');
  if (found !== undefined) return found;
  const text = readerOf(estate, stack)(properties.FunctionName ?? null);
  return estate.ofType('AWS::Lambda::Function').find((one) => {
    const { name, arn } = physicalName(estate, one);
    return text === name || text?.startsWith(arn) === true;
  });
}

const made: (estate: Estate) => WeakMap<Resource, readonly PolicyStatement[] | undefined> = oncePerEstate(
  () => new WeakMap(),
);

/** The resource policy of a resource of the estate; undefined for a kind that has none. */
export function resourcePolicy(estate: Estate, resource: Resource): readonly PolicyStatement[] | undefined {
  const known = made(estate);
  if (!known.has(resource)) known.set(resource, policyOf(estate, resource));
  return known.get(resource);
}

/** Where the policy of a table's stream stands, which says nothing of the table; nor does that of the table speak of the stream. */
const ofStream = 'StreamSpecification.ResourcePolicy';

/**
 * The policy that bears on a call to a resource, or to a part of it that has a policy of its own.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
 */
export function resourcePolicyAt(
  estate: Estate,
  resource: Resource,
  to: string,
): readonly PolicyStatement[] | undefined {
  const policy = resourcePolicy(estate, resource);
  if (resource.type !== 'AWS::DynamoDB::Table') return policy;
  const isStream = /:table\/[^/]+\/stream\//.test(to);
  return policy?.filter(({ path }) => path.startsWith(`Properties.${ofStream}`) === isStream);
}

/**
 * The policy of an API may write `execute-api:/stage/…` for itself; API Gateway writes the whole ARN when it saves it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
const expanding =
  (estate: Estate, api: Resource, read: Reader): Reader =>
  (value) =>
    read(value)?.replace(/^execute-api:\//, `${physicalName(estate, api).arn}/`);

/** A resource that a condition of CloudFormation makes, or not, says only perhaps what it says. */
const ifMade = ({ condition }: Resource, statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
  condition === undefined ? statements : uncertain(statements);

function policyOf(estate: Estate, resource: Resource): readonly PolicyStatement[] | undefined {
  const { type, address, stack } = resource;
  if (type === 'AWS::Lambda::Function')
    return (permissions(estate).get(resource) ?? []).flatMap((one) =>
      ifMade(one, [permissionStatement(estate, one, resource)]),
    );
  if (type === 'AWS::Logs::LogGroup') {
    const { ResourcePolicyDocument: own } = resource.properties;
    const place = 'Properties.ResourcePolicyDocument';
    return [...logPolicies(estate), ...readDocument(own, address, place, readerOf(estate, stack))];
  }
  const read = readerOf(estate, stack);
  const property = inline[type];
  const own = property === undefined ? undefined : at(resource, property);
  const place = `Properties.${property}`;
  const reader = type === 'AWS::ApiGateway::RestApi' ? expanding(estate, resource, read) : read;
  const ownStatements = own === undefined ? [] : ifMade(resource, readDocument(own, address, place, reader));
  if (type === 'AWS::DynamoDB::Table') {
    const stream = at(resource, `${ofStream}.PolicyDocument`);
    return [
      ...ownStatements,
      ...(stream === undefined ? [] : ifMade(resource, readDocument(stream, address, `Properties.${ofStream}`, read))),
    ];
  }
  if (/^AWS::KMS::(Key|ReplicaKey)$/.test(type))
    return own === undefined ? [defaultKeyPolicy(estate, resource)] : ownStatements;
  const kinds = Object.values(carriers).flatMap(({ of }) => of);
  if (property === undefined && !kinds.includes(type)) return undefined;
  const beside = (carried(estate).get(address) ?? []).flatMap((policy) => {
    const document = carriers[policy.type]?.document ?? '';
    const read = readerOf(estate, policy.stack);
    return ifMade(policy, readDocument(policy.properties[document], policy.address, `Properties.${document}`, read));
  });
  const anywhere = (carried(estate).get(`any ${type}`) ?? []).map((policy) =>
    unreadableStatement(policy.address, 'Properties'),
  );
  return [...ownStatements, ...beside, ...busPolicies(estate, resource), ...anywhere];
}

/** What a key without a policy gets. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultKeyPolicy = (estate: Estate, key: Resource): PolicyStatement =>
  statementFrom(
    { Effect: 'Allow', Principal: { AWS: accountOf(estate, key.stack) }, Action: 'kms:*', Resource: '*' },
    key.address,
    'Properties.KeyPolicy (the default)',
  );

const statementFrom = (statement: JsonObject, source: string, path: string, read = plain): PolicyStatement => {
  const [made_] = readDocument({ Version: '2012-10-17', Statement: [statement] }, source, path, read);
  return made_ === undefined ? unreadableStatement(source, path) : { ...made_, path };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
function permissionStatement(estate: Estate, permission: Resource, target: Resource): PolicyStatement {
  const { Principal, Action, SourceArn, SourceAccount, PrincipalOrgID, FunctionUrlAuthType, EventSourceToken } =
    permission.properties;
  const { InvokedViaFunctionUrl } = permission.properties;
  const isService = typeof Principal === 'string' && Principal.includes('.');
  const tests: readonly [string, string, Json | undefined][] = [
    ['ArnLike', 'aws:SourceArn', SourceArn],
    ['StringEquals', 'aws:SourceAccount', SourceAccount],
    ['StringEquals', 'aws:PrincipalOrgID', PrincipalOrgID],
    ['StringEquals', 'lambda:FunctionUrlAuthType', FunctionUrlAuthType],
    ['StringEquals', 'lambda:EventSourceToken', EventSourceToken],
    ['Bool', 'lambda:InvokedViaFunctionUrl', InvokedViaFunctionUrl],
  ];
  const condition: Record<string, Record<string, Json>> = {};
  for (const [operator, key, value] of tests)
    if (value !== undefined) condition[operator] = { ...condition[operator], [key]: value };
  return statementFrom(
    {
      Effect: 'Allow',
      Principal: Principal === '*' ? '*' : { [isService ? 'Service' : 'AWS']: Principal ?? null },
      Action: Action ?? null,
      Resource: [physicalName(estate, target).arn, `${physicalName(estate, target).arn}:*`],
      Condition: condition,
    },
    permission.address,
    'Properties',
    readerOf(estate, permission.stack),
  );
}

const logPolicies = (estate: Estate): readonly PolicyStatement[] =>
  estate
    .ofType('AWS::Logs::ResourcePolicy')
    .flatMap((policy) =>
      readDocument(
        policy.properties.PolicyDocument,
        policy.address,
        'Properties.PolicyDocument',
        readerOf(estate, policy.stack),
      ),
    );

function busPolicies(estate: Estate, bus: Resource): readonly PolicyStatement[] {
  if (bus.type !== 'AWS::Events::EventBus') return [];
  return estate
    .ofType('AWS::Events::EventBusPolicy')
    .filter(({ properties }) => estate.find(properties.EventBusName) === bus)
    .map((policy) => {
      const { Statement, Principal, Action, Condition } = policy.properties;
      const principal = Principal === '*' ? '*' : { AWS: Principal ?? null };
      const older: JsonObject = {
        Effect: 'Allow',
        Principal: principal,
        Action: Action ?? null,
        Resource: '*',
        Condition: record(Condition),
      };
      return statementFrom(
        isRecord(Statement) ? Statement : older,
        policy.address,
        'Properties',
        readerOf(estate, policy.stack),
      );
    });
}
