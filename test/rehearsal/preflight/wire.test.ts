import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Report } from '../../../rehearsal/preflight/report.ts';
import { fileOf } from './examples.ts';

/** How AWS's protocols name an operation: a target, an `Action` in a form, or method and path. */
function operationOf({ headers, method, url = '' }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? `${method} ${url.split('?')[0]}`;
}

const caller = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:sts::444455556666:assumed-role/Preflight/me</Arn><UserId>A:me</UserId><Account>444455556666</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
const stacks = '<ListStacksResponse><ListStacksResult><StackSummaries/></ListStacksResult></ListStacksResponse>';

/** Bodies as AWS's reference pages show them. Whatever is not here is denied. */
const answers: Readonly<Record<string, string>> = {
  GetCallerIdentity: caller,
  ListStacks: stacks,
  'GET /detector': '{"detectorIds":["d1"]}',
  'GET /detector/d1': '{"status":"ENABLED","serviceRole":"arn"}',
  DescribeConfigurationRecorders: '{"ConfigurationRecorders":[{"name":"default","roleARN":"arn"}]}',
  DescribeDeliveryChannels: '{"DeliveryChannels":[{"name":"default"}]}',
  DescribeConfigurationRecorderStatus: '{"ConfigurationRecordersStatus":[{"name":"default","recording":true}]}',
  'POST /GetDataLakeSettings': '{"DataLakeSettings":{"DataLakeAdmins":[],"CreateDatabaseDefaultPermissions":[]}}',
};

const refusals: Readonly<Record<string, readonly [string, string]>> = {
  'GET /macie': ['AccessDeniedException', 'Macie is not enabled.'],
  'GET /accounts': ['InvalidAccessException', 'Account 444455556666 is not subscribed to AWS Security Hub'],
};

const xml = (name: string, message: string) => `<Error><Code>${name}</Code><Message>${message}</Message></Error>`;

function denied({ headers }: IncomingMessage, body: string, name: string, message: string): string {
  if (headers.authorization?.includes('/s3/')) return xml(name, message);
  return body.includes('Action=')
    ? `<ErrorResponse>${xml(name, message)}</ErrorResponse>`
    : JSON.stringify({ __type: name, message });
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    const operation = operationOf(request, body);
    const answer = answers[operation];
    if (answer !== undefined) {
      response.writeHead(200, { 'content-type': answer.startsWith('<') ? 'text/xml' : 'application/json' });
      response.end(answer);
      return;
    }
    const [name, message] = refusals[operation] ?? ['AccessDeniedException', `not authorized: ${operation}`];
    response.writeHead(403, { 'x-amzn-errortype': name });
    response.end(denied(request, body, name, message));
  });
});

afterAll(() => new Promise((done) => server.close(done)));

async function preflightAt(endpoint: string) {
  const verb = [join(__dirname, '..', '..', '..', 'bin', 'tre'), 'preflight', fileOf('greater-manchester'), '--json'];
  const tre = spawn(process.execPath, [...verb, '--endpoint', endpoint], {
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  tre.stdout.on('data', (text) => {
    out += text;
  });
  const status = await new Promise((done) => tre.on('close', done));
  return { status, findings: Report.parse(JSON.parse(out)).findings };
}

test('an endpoint that refuses is named once, and the rest is not asked', async () => {
  const { status, findings } = await preflightAt('http://127.0.0.1:9');
  expect(status).toBe(1);
  expect(findings[0]).toMatchObject({
    outcome: 'unknown',
    found: expect.stringMatching(/ECONNREFUSED.*endpoint http:\/\/127\.0\.0\.1:9/),
  });
  for (const finding of findings.slice(1)) expect(finding).toMatchObject({ because: 'not-asked' });
}, 60_000);

test('over the wire: what AWS answers is judged, what it denies is unknown, and nothing is fine by default', async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const { status, findings } = await preflightAt(`http://127.0.0.1:${port}`);
  const outcomes = Object.fromEntries(findings.map(({ question, outcome }) => [question, outcome]));

  expect(status).toBe(1);
  expect(outcomes).toMatchObject({
    'caller-is-in-the-account': 'fine',
    'guardduty-detector': 'would-fail',
    'config-recorder': 'would-fail',
    'macie-session': 'fine',
    'security-hub': 'fine',
    stacks: 'fine',
    bootstrap: 'unknown',
    'quota-of-networks': 'unknown',
    'leftover-buckets': 'unknown',
  });
  expect(findings.filter(({ outcome }) => outcome === 'fine')).toHaveLength(4);
  for (const finding of findings) {
    if (finding.outcome === 'unknown') expect([finding.action, finding.because]).toEqual([finding.action, 'denied']);
  }
}, 60_000);
