import { everyPage } from './pages.ts';
import { orNone } from './refusal.ts';
import { service } from './service.ts';

const iam = service(
  () => import('@aws-sdk/client-iam'),
  ({ IAMClient }, settings) => new IAMClient(settings),
);

/** Role that Control Tower puts into every account it manages. */
export const controlTowerRole = 'AWSControlTowerExecution';

export const role = iam({
  action: 'iam:GetRole',
  resources: ({ partition, account, qualifier }) =>
    [`cdk-${qualifier}-*`, controlTowerRole].map((name) => `arn:${partition}:iam::${account}:role/${name}`),
  async make({ sdk, client, signal: abortSignal }, RoleName: string) {
    const asking = client.send(new sdk.GetRoleCommand({ RoleName }), { abortSignal });
    const found = (await orNone(asking, 'NoSuchEntityException', 'NoSuchEntity'))?.Role;
    return found === undefined
      ? undefined
      : { arn: found.Arn ?? '', boundary: found.PermissionsBoundary?.PermissionsBoundaryArn };
  },
});

/** Whether the account has a managed policy of that ARN. */
export const policyExists = iam({
  action: 'iam:GetPolicy',
  resources: ({ partition, account, boundary }) => [`arn:${partition}:iam::${account}:policy/${boundary}`],
  async make({ sdk, client, signal: abortSignal }, PolicyArn: string) {
    const asking = client.send(new sdk.GetPolicyCommand({ PolicyArn }), { abortSignal });
    return (await orNone(asking, 'NoSuchEntityException', 'NoSuchEntity')) !== undefined;
  },
});

export const roles = iam({
  action: 'iam:ListRoles',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListRoles({ client }, { MaxItems: 1000 }, { abortSignal }), ({ Roles = [] }) =>
      Roles.map(({ RoleName = '' }) => RoleName),
    ),
});

export const managedPolicies = iam({
  action: 'iam:ListPolicies',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(
      sdk.paginateListPolicies({ client }, { Scope: 'Local', MaxItems: 1000 }, { abortSignal }),
      ({ Policies = [] }) => Policies.map(({ PolicyName = '' }) => PolicyName),
    ),
});

export const roleQuota = iam({
  action: 'iam:GetAccountSummary',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { SummaryMap = {} } = await client.send(new sdk.GetAccountSummaryCommand({}), { abortSignal });
    return { used: SummaryMap.Roles, most: SummaryMap.RolesQuota };
  },
});
