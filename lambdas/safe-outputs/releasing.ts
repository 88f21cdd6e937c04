import { canonical } from '../workflow/canonical.ts';
import type { CarryOut } from '../workflow/worker.ts';
import { releasedKey } from './airlock/airlock-commands.ts';
import type { Paper } from './airlock/paper-names.ts';
import type { Held } from './airlock-desk.ts';
import { asOrdered, carryingOut, type EffectOf } from './carry-out.ts';
import type { AirlockRequest, Bytes } from './contract.ts';
import { tablesKey } from './earlier-tables.ts';
import { Hopeless } from './hopeless.ts';
import { offer } from './offering.ts';
import type { ReleasePorts } from './release-ports.ts';
import { approvalOf, assertChecked, assertTwoVotes } from './release-proof.ts';
import { recordOf } from './release-record.ts';
import { crateOf } from './ro-crate.ts';
import { reportIn } from './stored-report.ts';
import { putOnce, wholeOf } from './whole-bytes.ts';

/** Everything that lies beside the files of a release. */
const beside = ({ project, id }: AirlockRequest, name: Paper): string => `${project}/${id}/${name}`;

const text = (value: object): Uint8Array => Buffer.from(`${canonical(value)}\n`, 'utf8');

/** Longer than any transaction is being written, and shorter than the first pause between two tries. */
const settled = 30_000;

/**
 * A proof of what the last step of the request wrote beside it. The items of a transaction are seen one after the other where they are listed, so what
 * is missing just after the step may only be still to come: that is no reason to fail the request for good.
 */
const proved = async <Proof>({ releases: { clock } }: ReleasePorts, { since }: AirlockRequest, proof: Promise<Proof>) =>
  proof.catch((error: unknown): never => {
    const early = Date.parse(clock.now()) - Date.parse(since) < settled;
    if (error instanceof Hopeless && early) throw new Error('what proves this may be still being written');
    throw error;
  });

/**
 * Proves, then writes, then reports: votes, scans and report first, and that everybody who stands behind it does so at this moment, which each try asks anew
 * and `released` once more; then each file, read by its frozen version and hashed again, under a key that
 * holds nothing or the same; tables, record and crate; and only when all of it lies there the command `released`. Every step comes to the same when
 * it is made twice.
 */
async function release(ports: ReleasePorts, { request }: Held, cause: string): Promise<void> {
  const { id, round, project, direction, state, report: pinned } = request;
  await proved(ports, request, assertTwoVotes(ports.airlock, request));
  if (pinned === undefined) throw new Hopeless('report');
  const report = await reportIn(ports.reviews, pinned);
  assertChecked(request, report);
  const [missing] = await ports.desk.missing(request);
  if (missing !== undefined) throw new Hopeless(missing);
  if (state === 'approved' && (await ports.desk.report(id, { kind: 'releasing', round }, cause)) === 'moot') return;

  const approval = await proved(ports, request, approvalOf(ports.airlock, request));
  const target = direction === 'out' ? ports.released : ports.inputs;
  const released = new Map<string, Bytes>();
  for (const { id: file, frozen } of request.files) {
    if (frozen === undefined) throw new Hopeless('bytes-gone');
    released.set(file, await putOnce(target, releasedKey(project, id, file), await wholeOf(ports.reviews, frozen)));
  }
  if (direction === 'out') {
    await putOnce(ports.released, tablesKey(project, id), await wholeOf(ports.reviews, report.tables));
  }
  const sources = { report, released, deployment: ports.deployment };
  const made = recordOf(request, {
    ...sources,
    approvedEvent: approval.event,
    releaseBegunAt: approval.releaseBegunAt,
  });
  const record = await putOnce(ports.released, beside(request, 'record.json'), text(made));
  const crate = await putOnce(ports.released, beside(request, 'ro-crate-metadata.json'), text(crateOf(made, record)));
  const files = [...released].map(([file, bytes]) => ({ file, released: bytes }));
  await ports.desk.report(id, { kind: 'released', round, files, record, crate }, cause);
}

/** Releases, and offers what was released; a run that was cut off between the two offers on the next. */
export const releasing = (ports: ReleasePorts): CarryOut<EffectOf<'airlock-release'>> => {
  const releases = carryingOut<EffectOf<'airlock-release'>>(
    ports.desk,
    ['approved', 'releasing'],
    async (held, cause) => {
      await release(ports, held, cause);
      return undefined;
    },
  );
  return async (effect, id) => {
    const answer = await releases(effect, id);
    const held = await asOrdered(ports.desk, effect.request, id);
    const { state, round } = held?.request ?? {};
    // Somebody else is at it: were they cut off, nobody would offer what they released.
    if (round === effect.round && (state === 'approved' || state === 'releasing')) throw new Error('not released yet');
    if (held?.request.state === 'released' && held.request.direction === 'out') await offer(ports, held.request, id);
    return answer;
  };
};
