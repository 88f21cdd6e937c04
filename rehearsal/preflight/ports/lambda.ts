import { everyPage } from './pages.ts';
import { service } from './service.ts';

const lambda = service(
  () => import('@aws-sdk/client-lambda'),
  ({ LambdaClient }, settings) => new LambdaClient(settings),
);

/** How many functions may run at once, and how many of these are not reserved for one function. */
export const concurrency = lambda({
  action: 'lambda:GetAccountSettings',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { AccountLimit: limit } = await client.send(new sdk.GetAccountSettingsCommand({}), { abortSignal });
    return { most: limit?.ConcurrentExecutions, unreserved: limit?.UnreservedConcurrentExecutions };
  },
});

export const functions = lambda({
  action: 'lambda:ListFunctions',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListFunctions({ client }, {}, { abortSignal }), ({ Functions = [] }) =>
      Functions.map(({ FunctionName = '' }) => FunctionName),
    ),
});
