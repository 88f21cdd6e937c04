import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerRuntime } from './emulator/ministack.ts';
import { onEmulator, type Seen } from './on-emulator.ts';
import { onGivenAccount } from './on-given-account.ts';
import type { Options } from './options.ts';
import type { Report } from './report.ts';
import { stepsOf } from './target/steps.ts';

/** The whole rehearsal of one deployment. Whatever goes wrong is a row; it throws only for a fault of its own. */
export async function rehearse(options: Options): Promise<Report> {
  const { deployment, endpoint, profile } = options;
  const began = Date.now();
  const steps = stepsOf(options.print);
  const seen: Seen = { leftOut: {}, calls: new Set() };
  const ours = endpoint === undefined && profile === undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tre-rehearsal-plan-'));
  try {
    await (ours ? onEmulator(options, steps, folder, seen) : onGivenAccount(options, steps, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    deployment: deployment.id,
    functionsRanOn: ours ? `Node ${await workerRuntime()}` : 'what the target has',
    leftOut: seen.leftOut,
    calls: [...seen.calls].sort(),
    seconds: (Date.now() - began) / 1000,
    rows: [...steps.rows],
  };
}
