import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runToEnd, startServer } from '../running-process.ts';
import { type Front, type Interceptor, openFront } from './front.ts';

export interface EmulatorOptions {
  /** Program of the virtual environment. */
  readonly program: string;
  readonly account: string;
  readonly region: string;
  /** Whether it decides by IAM. */
  readonly auth: boolean;
  /** Files that every Lambda worker loads first, besides those it cannot do without. */
  readonly preload?: readonly string[];
  readonly interceptors: readonly Interceptor[];
}

export interface Emulator {
  /** The emulator itself, without the proxy. */
  readonly address: string;
  readonly front: Front;
  /** Everything that it keeps; gone when it stops. */
  readonly folder: string;
  readonly pid: number;
  log(): string;
  stop(): Promise<void>;
}

/** Credentials that the emulator takes for the root of the account. */
export const rootCredentials = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/**
 * MiniStack on a free loopback port with its files in a folder of its own. It inherits nothing of the caller's AWS settings: its Lambda
 * workers inherit its environment, and must find the emulator and nothing else.
 */
export async function startMiniStack(options: EmulatorOptions): Promise<Emulator> {
  const { program, account, region, auth, interceptors, preload = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tre-rehearsal-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const front = await openFront(new URL(address), interceptors);
  const log = join(folder, 'ministack.log');
  const server = startServer(
    program,
    {
      ...withoutAws(process.env),
      ...awsEnvironment(front.url, region),
      PATH: [workerNode(), process.env.PATH].filter(Boolean).join(delimiter),
      NODE_OPTIONS: [
        'localhost-names.cjs',
        'inside-the-network.cjs',
        'issuer-is-here.cjs',
        'streams-are-buffered.cjs',
        ...preload,
      ]
        .map((file) => `--require=${join(__dirname, file)}`)
        .join(' '),
      NODE_PATH: join(__dirname, '..', '..', 'node_modules'),
      TMPDIR: folder,
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      GATEWAY_PORT: String(port),
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      S3_PERSIST: '1',
      S3_DATA_DIR: join(folder, 's3'),
      STATE_DIR: join(folder, 'state'),
      ATHENA_ENGINE: 'duckdb',
      LAMBDA_EXECUTOR: 'local',
      AUTH: String(auth),
    },
    log,
  );
  const emulator: Emulator = {
    address,
    front,
    folder,
    pid: server.pid,
    log: () => readFileSync(log, 'utf8'),
    async stop() {
      await server.stop();
      await front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const end = Date.now() + 60_000; Date.now() < end && !server.ended(); await pause(200)) {
    const answer = await fetch(`${address}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return emulator;
  }
  const said = emulator.log().trim().split('\n').slice(-5).join('\n');
  await emulator.stop();
  throw new Error(`the emulator did not start within a minute:\n${said}`);
}

/** What an AWS client needs to find the emulator, and nothing by which it could find an account. */
export const awsEnvironment = (url: string, region: string): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: rootCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: rootCredentials.secretAccessKey,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: url,
  AWS_ENDPOINT_URL_S3: url,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});

export const withoutAws = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_') && name !== 'NODE_OPTIONS'));

/** Folder of the `node` that Lambda workers run on, where another than ours is asked for. */
const workerNode = (): string | undefined =>
  process.env.REHEARSAL_NODE === undefined ? undefined : dirname(process.env.REHEARSAL_NODE);

/** The version of Node that Lambda workers run on; the templates say another where this machine has no such Node. */
export const workerRuntime = async (): Promise<string> =>
  (await runToEnd(process.env.REHEARSAL_NODE ?? 'node', ['--version'], { seconds: 10 })).output.trim();

/** The resource types that its CloudFormation can make, asked of the program and not copied from a list. */
export async function supportedTypes(python: string): Promise<ReadonlySet<string>> {
  const ask =
    'import json; from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as h; print(json.dumps(sorted(h)))';
  const { status, output } = await runToEnd(python, ['-c', ask], { seconds: 60 });
  if (status !== 0) throw new Error(`the emulator does not say which resource types it has:\n${output}`);
  return new Set(JSON.parse(output.trim().split('\n').at(-1) ?? '[]'));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
