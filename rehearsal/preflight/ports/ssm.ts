import { everyPage } from './pages.ts';
import { service } from './service.ts';

const ssm = service(
  () => import('@aws-sdk/client-ssm'),
  ({ SSMClient }, settings) => new SSMClient(settings),
);

/** Parameters in which bootstraps say their version; their names carry the qualifiers. */
export const bootstraps = ssm({
  action: 'ssm:GetParametersByPath',
  resources: ({ partition, region, account }) =>
    ['cdk-bootstrap', 'cdk-bootstrap/*'].map((name) => `arn:${partition}:ssm:${region}:${account}:parameter/${name}`),
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(
      sdk.paginateGetParametersByPath({ client }, { Path: '/cdk-bootstrap/', Recursive: true }, { abortSignal }),
      ({ Parameters = [] }) =>
        Parameters.map(({ Name = '', Value = '' }) => ({ parameter: Name, version: Number(Value) })),
    ),
});
