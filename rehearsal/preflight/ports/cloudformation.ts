import { everyPage } from './pages.ts';
import { orNone } from './refusal.ts';
import { service } from './service.ts';

const cloudFormation = service(
  () => import('@aws-sdk/client-cloudformation'),
  ({ CloudFormationClient }, settings) => new CloudFormationClient(settings),
);

/** Stacks that are there; AWS goes on listing deleted ones for 90 days. */
export const listStacks = cloudFormation({
  action: 'cloudformation:ListStacks',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const summaries = await everyPage(
      sdk.paginateListStacks({ client }, {}, { abortSignal }),
      ({ StackSummaries }) => StackSummaries,
    );
    return summaries
      .filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
      .map(({ StackName = '', StackStatus }) => ({ name: StackName, status: StackStatus as string }));
  },
});

export const listStackResources = cloudFormation({
  action: 'cloudformation:ListStackResources',
  resources: ({ partition, region, account, deployment }) => [
    `arn:${partition}:cloudformation:${region}:${account}:stack/tre-${deployment}-*/*`,
  ],
  make: ({ sdk, client, signal: abortSignal }, StackName: string) =>
    everyPage(
      sdk.paginateListStackResources({ client }, { StackName }, { abortSignal }),
      ({ StackResourceSummaries = [] }) =>
        StackResourceSummaries.map(({ ResourceType = '', PhysicalResourceId = '', ResourceStatus }) => ({
          type: ResourceType,
          id: PhysicalResourceId,
          status: ResourceStatus as string,
        })),
    ),
});

/** Resource types of AWS's own that CloudFormation knows in the region. */
export const resourceTypes = cloudFormation({
  action: 'cloudformation:ListTypes',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(
      sdk.paginateListTypes(
        { client },
        { Type: 'RESOURCE', Visibility: 'PUBLIC', Filters: { Category: 'AWS_TYPES' }, MaxResults: 100 },
        { abortSignal },
      ),
      ({ TypeSummaries = [] }) => TypeSummaries.map(({ TypeName = '' }) => TypeName),
    ),
});

/** Asked of a type that the list lacks, for the list leaves out a few that exist. */
export const resourceTypeExists = cloudFormation({
  action: 'cloudformation:DescribeType',
  async make({ sdk, client, signal: abortSignal }, TypeName: string) {
    const asking = client.send(new sdk.DescribeTypeCommand({ Type: 'RESOURCE', TypeName }), { abortSignal });
    return (await orNone(asking, 'TypeNotFoundException')) !== undefined;
  },
});
