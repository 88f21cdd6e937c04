import { BOOTSTRAP_QUALIFIER_CONTEXT, type Stack, type StackProps, type Stage, Tags } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { nameOf, type Tenancy } from '../constructs/tenancy.ts';
import { AccountBaselineStack, needsAccountBaseline } from './account-baseline-stack.ts';
import { approvedExtract } from './approved-extract.ts';
import type { Deployment } from './config/deployment.ts';
import { standing } from './config/standing.ts';
import { addFoundation, breakGlassUserOf } from './foundation.ts';
import { GateStack } from './gate-stack.ts';
import { issuerOf } from './issuer.ts';
import { NetworkStack } from './network-stack.ts';
import { providersOf } from './providers.ts';
import { SafeDataStack } from './safe-data-stack.ts';
import { SafeOutputsStack } from './safe-outputs-stack.ts';
import { SafePeopleStack } from './safe-people-stack.ts';
import { SafeProjectStack } from './safe-project-stack.ts';
import { SafeSettingsStack } from './safe-settings-stack.ts';
import { SecureBrowserStack } from './secure-browser-stack.ts';

/**
 * One deployment file becomes these stacks, in the order data travels. Every project is a stack of its own that refers to
 * nothing which another project, or its absence, could change.
 *
 * @param asOf the day (`YYYY-MM-DD`) that decides which projects are open.
 */
export function addEnvironment(scope: Stage, deployment: Deployment, asOf: string): void {
  const { aws, contacts, provisions, retention } = deployment;
  const tenancy: Tenancy = {
    deployment: deployment.id,
    stage: deployment.stage.kind,
    qualifier: aws.bootstrapQualifier,
  };
  const stackProps = (...nouns: string[]): StackProps & { tenancy: Tenancy } => ({
    tenancy,
    stackName: nameOf(tenancy, ...nouns),
    env: { account: aws.account, region: aws.region },
    terminationProtection: tenancy.stage === 'production',
    analyticsReporting: false,
  });
  // The bootstrap whose execution role the key policies name: the file knows it, the command line need not.
  scope.node.setContext(BOOTSTRAP_QUALIFIER_CONTEXT, tenancy.qualifier);
  addFoundation(scope, deployment, tenancy);
  const providers = providersOf(provisions);

  const baseline = needsAccountBaseline(providers)
    ? [
        new AccountBaselineStack(scope, 'AccountBaseline', {
          ...stackProps('account-baseline'),
          terminationProtection: true,
          provisions: providers,
        }),
      ]
    : [];
  const settings = new SafeSettingsStack(scope, 'SafeSettings', {
    ...stackProps('safe-settings'),
    auditYears: retention.auditYears,
    managementTrail: providers.managementTrail,
    configRecorder: providers.configRecorder,
    securityEmail: contacts.security,
    operationsEmail: contacts.operations,
  });
  const network = new NetworkStack(scope, 'Network', {
    ...stackProps('network'),
    cidr: deployment.network.cidr,
    availabilityZoneIds: aws.availabilityZoneIds,
    logKeyArn: settings.keys.logs.arn,
  });
  const data = new SafeDataStack(scope, 'SafeData', {
    ...stackProps('safe-data'),
    vpcId: network.vpcId,
    accessLogsBucketName: settings.accessLogsBucketName,
    keys: settings.keys,
    datasets: deployment.datasets,
    backupDays: retention.backupDays,
    queryTextDays: retention.queryTextDays,
  });
  const outputs = new SafeOutputsStack(scope, 'SafeOutputs', {
    ...stackProps('safe-outputs'),
    vpcId: network.vpcId,
    accessLogsBucketName: settings.accessLogsBucketName,
    logKeyArn: settings.keys.logs.arn,
    retention,
  });
  const people = new SafePeopleStack(scope, 'SafePeople', {
    ...stackProps('safe-people'),
    vpcId: network.vpcId,
    logKeyArn: settings.keys.logs.arn,
    trailBucketName: settings.trailBucketName,
    managementTrail: providers.managementTrail,
    queryTextsKeyArn: data.queryTexts.keyArn,
    draftsKeyArn: outputs.stores.named('airlock-draft').keyArn,
    breakGlass: breakGlassUserOf(aws, tenancy),
    ownDirectory: deployment.identity.environment.kind === 'own-directory',
  });
  const gate = new GateStack(scope, 'Gate', {
    ...stackProps('gate'),
    executeApiEndpointId: network.executeApiEndpointId,
    places: {
      vpcId: network.vpcId,
      tier: network.services,
      logKeyArn: settings.keys.logs.arn,
      register: people.tables.register,
      queries: people.tables.queries,
      signingKeys: people.tables.signingKeys,
      airlock: outputs.tables.airlock,
      releases: outputs.tables.releases,
      stores: outputs.stores.inUse(),
      recordsBucketName: settings.recordsBucketName,
      queryTextsBucketName: data.queryTexts.store.bucket.ref,
    },
    access: deployment.access,
    issuer: issuerOf(deployment.identity.environment, people.directory, aws.region),
  });
  const shared = [...baseline, settings, network, data, outputs, people, gate];
  // The conformance pack needs the recorder and project roles need the broker: by name, so CloudFormation cannot see it.
  inOrder(shared);

  const { projects } = standing(deployment, asOf);
  const projectStacks = deployment.projects.map((project) => {
    const state = projects.find(({ id }) => id === project.id);
    const stack = new SafeProjectStack(scope, stackId(project.id), {
      ...stackProps('project', project.id),
      vpcId: network.vpcId,
      accessLogsBucketName: settings.accessLogsBucketName,
      logKeyArn: settings.keys.logs.arn,
      project: {
        id: project.id,
        title: project.title,
        closed: state === undefined ? ['its standing is unknown'] : state.open ? [] : state.because,
        extract: approvedExtract(project, deployment.datasets),
        disclosureProfile: project.disclosureProfile,
        gigabytesPerQuery: project.allowance.gigabytesPerQuery,
        monthlyGBP: project.allowance.monthlyGBP,
        alarmEmails: [contacts.operations, project.manager.email],
      },
    });
    stack.addStackDependency(people);
    return stack;
  });

  const { browser: identity } = deployment.identity;
  const browser =
    identity.kind === 'none'
      ? []
      : [
          new SecureBrowserStack(scope, 'SecureBrowser', {
            ...stackProps('secure-browser'),
            ...network.window,
            identity,
            pages: [gate.privateAddress],
            accessLogsBucketName: settings.accessLogsBucketName,
            logKeyArn: settings.keys.logs.arn,
            keepDays: tenancy.stage === 'trial' ? 30 : retention.auditYears * 366 + 30,
          }),
        ];
  if (identity.kind === 'none') network.acknowledgeNoWayIn(identity);
  // Last, for AWS may refuse a portal to an account, and everything else stands without it.
  for (const stack of browser) for (const before of [gate, ...projectStacks]) stack.addStackDependency(before);

  for (const stack of [...shared, ...projectStacks, ...browser]) {
    Tags.of(stack).add('tre:deployment', tenancy.deployment);
    Tags.of(stack).add('tre:stage', tenancy.stage);
    if (aws.permissionsBoundary !== undefined) demandBoundary(stack, aws.permissionsBoundary);
  }
}

/** `copd-winter` -> `ProjectCopdWinter`; ids are unique in a file, and so are these. */
const stackId = (project: string): string =>
  `Project${project.replace(/(^|-)([a-z0-9])/g, (_, __, first: string) => first.toUpperCase())}`;

function inOrder(stacks: readonly Stack[]): void {
  stacks.forEach((stack, index) => {
    const before = stacks[index - 1];
    if (before !== undefined) stack.addStackDependency(before);
  });
}

/** The organisation's boundary replaces ours on every role; researcher-side roles carry ours as a deny as well. */
function demandBoundary(stack: Stack, name: string): void {
  PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, 'OrganisationBoundary', name));
}
