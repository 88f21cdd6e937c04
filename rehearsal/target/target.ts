import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from '../clients.ts';
import type { Interceptor } from '../emulator/front.ts';
import { awsEnvironment, type Emulator, rootCredentials, startMiniStack, withoutAws } from '../emulator/ministack.ts';
import { standIns } from '../emulator/stand-ins.ts';

/** An account to deploy into, and how to reach it. */
export interface Target {
  readonly access: Access;
  /** Environment of the CDK command line. */
  readonly env: NodeJS.ProcessEnv;
  /** CDK's own folder for this account, so that accounts share no memory. */
  readonly home: string;
  readonly emulated: boolean;
  readonly calls: ReadonlyMap<string, number> | undefined;
  /** Address of the emulator without the proxy; undefined elsewhere. */
  readonly emulator: string | undefined;
  /** Process of an emulator of ours; 0 elsewhere. */
  readonly pid: number;
  /** What the target complained of last, for a failure. */
  log(): string;
  close(): Promise<void>;
}

/** An emulator of our own, with whatever it lacks standing in front of it. */
export async function emulatedAccount(options: {
  readonly program: string;
  readonly account: string;
  readonly region: string;
  readonly auth: boolean;
  readonly interceptors?: readonly Interceptor[];
  readonly preload?: readonly string[];
}): Promise<Target> {
  const interceptors = [...(options.interceptors ?? []), ...standIns.map((standIn) => standIn.open())];
  const emulator: Emulator = await startMiniStack({ ...options, interceptors });
  return {
    access: { endpoint: emulator.front.url, region: options.region, credentials: rootCredentials },
    env: { ...withoutAws(process.env), ...awsEnvironment(emulator.front.url, options.region) },
    home: join(emulator.folder, 'cdk'),
    emulated: true,
    calls: emulator.front.calls,
    emulator: emulator.address,
    pid: emulator.pid,
    log: () => {
      const complaints = emulator
        .log()
        .split('\n')
        .filter((line) => /WARNING|ERROR|Traceback/.test(line));
      return complaints.slice(-15).join('\n') || 'it complained of nothing';
    },
    close: () => emulator.stop(),
  };
}

/** Whatever the caller's credentials reach: an account for trials, or another emulator. Nothing of it is started or stopped here. */
export const givenAccount = (
  region: string,
  { endpoint, profile }: { readonly endpoint: string | undefined; readonly profile: string | undefined },
): Target => {
  const home = mkdtempSync(join(tmpdir(), 'tre-rehearsal-cdk-'));
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  const at = endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: endpoint };
  return {
    access: { endpoint, region },
    env: { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region, ...at },
    home,
    emulated: false,
    calls: undefined,
    emulator: undefined,
    pid: 0,
    log: () => '',
    close: async () => rmSync(home, { recursive: true, force: true }),
  };
};
