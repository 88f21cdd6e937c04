import { CreateWorkGroupCommand, StartQueryExecutionCommand, UpdateWorkGroupCommand } from '@aws-sdk/client-athena';
import { castOf } from '../doors/cast.ts';
import { poolOf } from '../doors/directory.ts';
import { resultsAt } from '../target/results-bucket.ts';
import type { Stage } from '../target/stage.ts';
import type { Difference } from './difference.ts';

const passes = ['plain'] as const;

/** Where nobody was given a sign-in, nothing was bridged. */
const nobodySignedIn = ({ memory }: Stage): boolean => !memory.has('cast');

/** What differs on the way of a request: at the directory, at the doors, and where queries run. */
export const doorDifferences: readonly Difference[] = [
  {
    name: 'address-of-the-issuer',
    onAws: 'the issuer of tokens answers by HTTPS under its own name, where the keys are fetched',
    here: 'the keys lie at the address of the emulator, without TLS',
    bridgedBy: 'emulator/issuer-is-here.cjs, which lets a fetch of that name arrive here',
    passes,
    async stillThere(stage, emulator) {
      if (nobodySignedIn(stage)) return true;
      const path = `/${await poolOf(stage)}/.well-known/openid-configuration`;
      const { issuer } = (await (await fetch(new URL(path, emulator))).json()) as { issuer: string };
      return new URL(issuer).host !== new URL(emulator).host;
    },
  },
  {
    name: 'token-before-the-second-factor',
    onAws:
      'a pool that requires a second factor gives no token before it is set up, and asks for it at the first sign-in',
    here: 'who has none yet is given tokens',
    bridgedBy: 'doors/directory.ts, which sets the factor up by either way; every later sign-in is asked for it',
    passes,
    stillThere: async (stage) => nobodySignedIn(stage) || stage.memory.has('a token before the second factor'),
  },
  {
    name: 'validation-at-the-door',
    onAws: 'API Gateway refuses a request that its document does not allow, before any function is asked',
    here: 'what the document says of parameters and bodies is passed over',
    bridgedBy: 'nothing: the functions check the same again, which the scenarios see',
    passes,
    async stillThere(stage) {
      if (nobodySignedIn(stage)) return true;
      const { status, body } = await castOf(stage).ask('researcher', { door: 'private', path: '/queries' });
      return status === 400 && body.refusals !== undefined;
    },
  },
  {
    name: 'queries-of-a-disabled-workgroup',
    onAws: 'a disabled workgroup runs no query',
    here: 'it does',
    bridgedBy: 'nothing: scenarios look at whether it is disabled',
    passes,
    async stillThere(stage) {
      const { athena } = stage.clients;
      const WorkGroup = 'tre-rehearsal-probe-disabled';
      await athena.send(new CreateWorkGroupCommand({ Name: WorkGroup }));
      await athena.send(new UpdateWorkGroupCommand({ WorkGroup, State: 'DISABLED' }));
      const { outputLocation: OutputLocation } = resultsAt(stage);
      return athena
        .send(
          new StartQueryExecutionCommand({
            WorkGroup,
            QueryString: 'SELECT 1',
            ...(OutputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation } }),
          }),
        )
        .then(
          () => true,
          () => false,
        );
    },
  },
  {
    name: 'answers-that-stream',
    onAws: 'a door hands the bytes of a function on as they come, and breaks off where the function does',
    here: 'a door knows functions that answer whole',
    bridgedBy:
      'rewrites/streamed-answers.ts and emulator/streams-are-buffered.cjs, which gathers the answer; how a stream breaks off is for tests',
    passes,
    // A function that answers whoever did not come by our doors with 400 answers so by a door that understands how it is called.
    async stillThere({ account, region, deployment, access }, emulator) {
      const call = async (method: string, path: string, body?: object) => {
        const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/apigateway/aws4_request, SignedHeaders=host, Signature=x`;
        const headers = { authorization, 'content-type': 'application/json' };
        const asked = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
        return (await fetch(new URL(path, emulator), asked)).json() as Promise<Record<string, unknown>>;
      };
      if (access.endpoint === undefined) return true;
      const { id: api } = await call('POST', '/restapis', { name: 'tre-rehearsal-probe-stream' });
      const { item } = await call('GET', `/restapis/${api}/resources`);
      const resource = `/restapis/${api}/resources/${(item as readonly { id: string }[])[0]?.id}/methods/GET`;
      await call('PUT', resource, { authorizationType: 'NONE' });
      const name = [
        'arn',
        'aws',
        'lambda',
        region,
        account,
        'function',
        `tre-${deployment.id}-airlock-bytes-public`,
      ].join(':');
      const path = `lambda:path/2021-11-15/functions/${name}/response-streaming-invocations`;
      await call('PUT', `${resource}/integration`, {
        ...{ type: 'AWS_PROXY', httpMethod: 'POST', responseTransferMode: 'STREAM' },
        uri: ['arn', 'aws', 'apigateway', region, path].join(':'),
      });
      await call('POST', `/restapis/${api}/deployments`, { stageName: 'probe' });
      const { status } = await fetch(new URL(`/restapis/${api}/probe/_user_request_/`, emulator));
      return status !== 400;
    },
  },
];
