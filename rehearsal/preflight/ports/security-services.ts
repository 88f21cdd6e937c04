import { everyPage } from './pages.ts';
import { orNone } from './refusal.ts';
import { service } from './service.ts';

const securityHub = service(
  () => import('@aws-sdk/client-securityhub'),
  ({ SecurityHubClient }, settings) => new SecurityHubClient(settings),
);
const macie = service(
  () => import('@aws-sdk/client-macie2'),
  ({ Macie2Client }, settings) => new Macie2Client(settings),
);
const accessAnalyzer = service(
  () => import('@aws-sdk/client-accessanalyzer'),
  ({ AccessAnalyzerClient }, settings) => new AccessAnalyzerClient(settings),
);
const inspector = service(
  () => import('@aws-sdk/client-inspector2'),
  ({ Inspector2Client }, settings) => new Inspector2Client(settings),
);

/** ARN of the hub; an account that is not subscribed answers with `InvalidAccessException`. */
export const securityHubArn = securityHub({
  action: 'securityhub:DescribeHub',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const asking = client.send(new sdk.DescribeHubCommand({}), { abortSignal });
    return (await orNone(asking, 'InvalidAccessException', 'ResourceNotFoundException'))?.HubArn;
  },
});

/** `ENABLED` or `PAUSED`. Without a session Macie denies access, in words that a missing permission does not use. */
export const macieSession = macie({
  action: 'macie2:GetMacieSession',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const asking = client.send(new sdk.GetMacieSessionCommand({}), { abortSignal });
    return (await orNone(asking, /Macie is not enabled/))?.status as string | undefined;
  },
});

/** Names of analysers of the account's own zone of trust; those of the organisation are not shown to its members. */
export const accountAnalyzers = accessAnalyzer({
  action: 'access-analyzer:ListAnalyzers',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListAnalyzers({ client }, { type: 'ACCOUNT' }, { abortSignal }), ({ analyzers = [] }) =>
      analyzers.map(({ name = '' }) => name),
    ),
});

/** Kinds of resources that Inspector scans in the account. */
export const inspectorScans = inspector({
  action: 'inspector2:BatchGetAccountStatus',
  async make({ sdk, client, signal: abortSignal }, account: string) {
    const command = new sdk.BatchGetAccountStatusCommand({ accountIds: [account] });
    const { accounts = [], failedAccounts = [] } = await client.send(command, { abortSignal });
    const [failed] = failedAccounts;
    if (failed !== undefined) throw new Error(`${failed.errorCode}: ${failed.errorMessage}`);
    const state = accounts[0]?.resourceState;
    return (['ec2', 'ecr', 'lambda'] as const).filter((kind) => /^ENABL(ED|ING)$/.test(state?.[kind]?.status ?? ''));
  },
});
