import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { largestDeposit, largestPart, mostParts } from '../../lambdas/safe-outputs/airlock-bodies.ts';
import { outputsRoutes } from '../../lambdas/safe-outputs/airlock-output-routes.ts';
import type { InboundKind } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import type { Answered, Caller } from './call.ts';
import { routeNamed } from './route-named.ts';
import { Stop } from './stop.ts';
import { unreadable } from './unreadable.ts';
import type { World } from './world.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Small parts are sooner sent again; there may be so many of them. */
const smallestPart = 500_000;

/** The whole of a file that may come in. @throws Stop before anything is sent. */
export function bytesToBringIn(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > largestDeposit)
      throw new Stop('usage', `${file} has ${size} bytes; a file has at most ${largestDeposit}`);
    const bytes = readFileSync(file);
    if (bytes.length === 0) throw new Stop('usage', `${file} is empty`);
    return bytes;
  } catch (error) {
    throw error instanceof Stop ? error : new Stop('usage', `${file} ${unreadable(error)}`);
  }
}

/** Opens a deposit, sends the file in parts, each with its hash, and closes it with that of the whole. @throws Stop */
export async function bringIn(
  bytes: Buffer,
  { project, kind }: { readonly project: string; readonly kind: InboundKind },
  caller: Caller,
  { terminal }: World,
): Promise<Answered> {
  const route = (operation: string) => routeNamed(outputsRoutes, operation);
  const size = Math.min(largestPart, Math.max(smallestPart, Math.ceil(bytes.length / mostParts)));
  const parts = Math.ceil(bytes.length / size);
  const { deposit } = await caller.call(route('arrival'), { body: { project, kind } });
  const path = { deposit: String(deposit) };
  try {
    for (let part = 1; part <= parts; part += 1) {
      if (terminal.present) terminal.show(`\r\x1b[K${part} of ${parts} parts …`);
      const some = bytes.subarray((part - 1) * size, part * size);
      const body = { project, part, bytes: some.toString('base64'), sha256: sha256(some) };
      await caller.call(route('arrival-part'), { path, body });
    }
    return await caller.call(route('arrival-complete'), { path, body: { project, parts, sha256: sha256(bytes) } });
  } finally {
    if (terminal.present) terminal.show('\r\x1b[K');
  }
}
