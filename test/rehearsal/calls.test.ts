import { nameOfCall } from '../../rehearsal/emulator/call.ts';
import { openFront } from '../../rehearsal/emulator/front.ts';
import { striker } from '../../rehearsal/faults/at-call.ts';

const signed = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=ASIAX/20261124/eu-west-2/${service}/aws4_request, SignedHeaders=host, Signature=x`;
const call = (service: string, method: string, path: string, headers: Record<string, string> = {}, body = '') =>
  nameOfCall({ method, path, headers: { authorization: signed(service), ...headers }, body: Buffer.from(body) }).name;

describe('the name of a call', () => {
  test.each([
    ['athena:StartQueryExecution', call('athena', 'POST', '/', { 'x-amz-target': 'AmazonAthena.StartQueryExecution' })],
    [
      'ec2:DescribeVpcs',
      call(
        'ec2',
        'POST',
        '/',
        { 'content-type': 'application/x-www-form-urlencoded' },
        'Action=DescribeVpcs&Version=1',
      ),
    ],
    ['s3:PUT object', call('s3', 'PUT', '/bucket/a/b?x-id=PutObject')],
    ['s3:POST bucket?delete', call('s3', 'POST', '/bucket?delete=')],
    ['s3control:GET configuration/publicAccessBlock', call('s3', 'GET', '/v20180820/configuration/publicAccessBlock')],
    ['inspector2:POST /enable', call('inspector2', 'POST', '/enable')],
  ])('%s', (name, found) => {
    expect(found).toBe(name);
  });
});

describe('the proxy before an emulator', () => {
  test('a fault strikes at the chosen call of a function, and never at a call of ours', async () => {
    const strikes = striker();
    const stranger = () => ({ status: 200, headers: {}, body: 'emulator' });
    const front = await openFront(new URL('http://127.0.0.1:9'), [strikes.interceptor, stranger]);
    const ask = async (key: string) => {
      const authorization = signed('s3').replace('ASIAX', key);
      return (await fetch(`${front.url}/bucket`, { headers: { authorization } })).text();
    };
    const fault = async ({ response }: Parameters<typeof strikes.interceptor>[0]) => {
      response.writeHead(503).end('struck');
    };
    strikes.arm({ at: 2, fault, lasting: false });
    const answers = [await ask('ASIAX'), await ask('test'), await ask('ASIAX'), await ask('ASIAX')];
    strikes.arm();
    const undisturbed = await ask('ASIAX');
    await front.close();
    expect(answers).toEqual(['emulator', 'emulator', 'struck', 'emulator']);
    expect(undisturbed).toBe('emulator');
    expect(strikes.seen()).toHaveLength(1);
  });

  test('an emulator that is gone is an error of the server, not silence', async () => {
    const front = await openFront(new URL('http://127.0.0.1:9'), []);
    const { status } = await fetch(front.url);
    await front.close();
    expect(status).toBe(502);
  });
});
