import { AthenaClient } from '@aws-sdk/client-athena';
import { CognitoIdentityProviderClient, UserNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceNotFoundException, WorkSpacesWebClient } from '@aws-sdk/client-workspaces-web';
import { athenaWorkgroups } from '../../lambdas/safe-projects/sweep-athena.ts';
import { portalBrowser } from '../../lambdas/safe-projects/sweep-browser.ts';
import { cognitoDirectory } from '../../lambdas/safe-projects/sweep-directory.ts';

type Answers = Readonly<Record<string, readonly unknown[]>>;

/** Answers by the name of the command, in turn; an error is thrown. Nothing leaves the process. */
function answering<Client extends { send: unknown }>(client: Client, answers: Answers) {
  const asked: [string, unknown][] = [];
  client.send = async (command: { constructor: { name: string }; input: unknown }) => {
    const { name } = command.constructor;
    const answer = answers[name]?.[asked.filter(([before]) => before === name).length] ?? {};
    asked.push([name, command.input]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { client, asked };
}

const athena = (answers: Answers) => {
  const { client, asked } = answering(new AthenaClient({ region: 'eu-west-2' }), answers);
  return { asked, ports: athenaWorkgroups(client, 'tre-x-project-') };
};

test('workgroups of projects are listed over all pages with their states; one of an unknown state counts as enabled', async () => {
  const { ports } = athena({
    ListWorkGroupsCommand: [
      {
        WorkGroups: [
          { Name: 'primary', State: 'ENABLED' },
          { Name: 'tre-x-project-a', State: 'DISABLED' },
        ],
        NextToken: '2',
      },
      { WorkGroups: [{ Name: 'tre-x-project-b' }, { Name: 'tre-y-project-c', State: 'ENABLED' }] },
    ],
  });
  expect(await ports.list()).toEqual([
    { name: 'tre-x-project-a', project: 'a', enabled: false },
    { name: 'tre-x-project-b', project: 'b', enabled: true },
  ]);
});

test('an update of a workgroup carries its state and nothing else', async () => {
  const { asked, ports } = athena({});
  await ports.setEnabled('tre-x-project-a', false);
  await ports.setEnabled('tre-x-project-a', true);
  expect(asked).toEqual([
    ['UpdateWorkGroupCommand', { WorkGroup: 'tre-x-project-a', State: 'DISABLED' }],
    ['UpdateWorkGroupCommand', { WorkGroup: 'tre-x-project-a', State: 'ENABLED' }],
  ]);
});

test('what runs, waits or could not be looked at is stopped, what ended is left alone', async () => {
  const { asked, ports } = athena({
    ListQueryExecutionsCommand: [{ QueryExecutionIds: ['1', '2', '3', '4'] }],
    BatchGetQueryExecutionCommand: [
      {
        QueryExecutions: [
          { QueryExecutionId: '1', Status: { State: 'RUNNING' } },
          { QueryExecutionId: '2', Status: { State: 'SUCCEEDED' } },
          { QueryExecutionId: '3', Status: { State: 'QUEUED' } },
        ],
        UnprocessedQueryExecutionIds: [{ QueryExecutionId: '4' }],
      },
    ],
  });
  await ports.stopAll('tre-x-project-a');
  const stopped = asked.filter(([name]) => name === 'StopQueryExecutionCommand').map(([, input]) => input);
  expect(stopped).toEqual([{ QueryExecutionId: '1' }, { QueryExecutionId: '3' }, { QueryExecutionId: '4' }]);
});

const missing = { $metadata: {}, message: 'missing' };

test('whom the directory does not know is signed out; another error is an error', async () => {
  const cognito = new CognitoIdentityProviderClient({ region: 'eu-west-2' });
  const answers = { AdminUserGlobalSignOutCommand: [new UserNotFoundException(missing), new Error('throttled')] };
  const { client, asked } = answering(cognito, answers);
  const directory = cognitoDirectory(client, 'pool');
  await directory.signOut('subject-1');
  expect(asked).toEqual([['AdminUserGlobalSignOutCommand', { UserPoolId: 'pool', Username: 'subject-1' }]]);
  await expect(directory.signOut('subject-1')).rejects.toThrow('throttled');
});

test('active sessions are listed over all pages; one without a beginning is older than any sign-out', async () => {
  const portal = ['arn', 'aws', 'workspaces-web', 'eu-west-2', '111111111111', 'portal/p-1'].join(':');
  const { client, asked } = answering(new WorkSpacesWebClient({ region: 'eu-west-2' }), {
    ListPortalsCommand: [
      { portals: [{ displayName: 'theirs', portalArn: portal.replace('p-1', 'p-9') }], nextToken: '2' },
      { portals: [{ displayName: 'tre-x-portal', portalArn: portal }] },
    ],
    ListSessionsCommand: [
      { sessions: [{ sessionId: 's1', username: 'a@b', startTime: new Date(0) }], nextToken: '2' },
      { sessions: [{ sessionId: 's2', username: 'c' }] },
    ],
    ExpireSessionCommand: [new ResourceNotFoundException({ ...missing, resourceId: '', resourceType: '' })],
  });
  const browser = portalBrowser(client, 'tre-x-portal');
  expect(await browser.active()).toEqual([
    { id: 's1', username: 'a@b', startedAt: '1970-01-01T00:00:00.000Z' },
    { id: 's2', username: 'c', startedAt: '' },
  ]);
  await browser.expire('s1');
  expect(asked.at(-1)).toEqual(['ExpireSessionCommand', { portalId: 'p-1', sessionId: 's1' }]);
  expect(asked[2]?.[1]).toMatchObject({ portalId: 'p-1', status: 'Active' });
});

test('without a portal of the name nobody has a session', async () => {
  const { client, asked } = answering(new WorkSpacesWebClient({ region: 'eu-west-2' }), {});
  expect(await portalBrowser(client, 'tre-x-portal').active()).toEqual([]);
  expect(asked.map(([name]) => name)).toEqual(['ListPortalsCommand']);
});
