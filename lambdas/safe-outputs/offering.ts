import { run } from '../workflow/run.ts';
import type { CarryOut } from '../workflow/worker.ts';
import type { Offer, ReleaseCommand } from './airlock/release-record.ts';
import { releaseRunnable } from './airlock/release-runnable.ts';
import { commandOf, Refused } from './airlock-desk.ts';
import { asOrdered, type EffectOf } from './carry-out.ts';
import { type AirlockRequest, airlockServices } from './contract.ts';
import type { ReleasePorts } from './release-ports.ts';

/** What the public door is told of a release; undefined: nothing was released. */
function offerOf({ project, releasedAt, files, record, crate }: AirlockRequest): Offer | undefined {
  const out = files.flatMap(({ id, name, type, released }) =>
    released === undefined || type === undefined ? [] : [{ ...released, id, name, type }],
  );
  if (releasedAt === undefined || record === undefined || crate === undefined || out.length !== files.length) return;
  return { project, releasedAt, files: out, record, crate };
}

/** Nobody stands behind it but the function itself. */
const nobody = { register: { get: async () => undefined }, table: { id: async () => '' }, demands: [] };

async function order(ports: ReleasePorts, id: string, command: ReleaseCommand, cause: string): Promise<void> {
  const actor = { kind: 'service', name: airlockServices.release } as const;
  const commandId = commandOf(command.kind, cause);
  const ran = await run(ports.releases, releaseRunnable(id, nobody), { id, command, commandId, actor });
  // Revoked already: an offer that comes late comes to nothing.
  if (!ran.ok && !ran.refusals.every(({ rule }) => rule === 'state' || rule === 'command-id'))
    throw new Refused(ran.refusals);
}

export async function offer(ports: ReleasePorts, request: AirlockRequest, cause: string): Promise<void> {
  const offered = offerOf(request);
  if (offered === undefined) throw new Error('what is released has files, a record and a crate');
  await order(ports, request.id, { kind: 'offer', ...offered }, cause);
}

/** Ends all further download. The bytes stay where they are, locked. */
export const revoking =
  (ports: ReleasePorts): CarryOut<EffectOf<'airlock-revoke'>> =>
  async ({ request: id }, cause) => {
    const held = await asOrdered(ports.desk, id, cause);
    const offered = held?.request.direction === 'out' ? offerOf(held.request) : undefined;
    if (held?.request.state === 'revoked' && offered !== undefined) {
      await order(ports, id, { kind: 'revoke', ...offered }, cause);
    }
    return 'done';
  };
