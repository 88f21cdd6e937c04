import type { Call } from '../safe-people/contract.ts';
import type { BytesHandlers } from '../safe-people/entrance.ts';
import type { Refusal, Store } from '../workflow/contract.ts';
import { type Ports, run } from '../workflow/run.ts';
import { type AirlockSources, airlockRunnable } from './airlock/airlock-workflow.ts';
import type { ReadBucket } from './airlock-buckets.ts';
import { accessOf, projectOf, readerOf, refused, sessionOf, sightOf } from './airlock-sight.ts';
import { type AirlockFile, type AirlockRequest, airlockPartition, type Bytes } from './contract.ts';

export interface BytesPorts extends Ports, Omit<AirlockSources, 'register'> {
  readonly register: Pick<Store, 'get'>;
  readonly reviews: ReadBucket;
  readonly inputs: ReadBucket;
  id(): string;
}

const no = (refusals: readonly Refusal[]) => refused(refusals);
const nothing = {
  status: 404,
  refusals: [{ rule: 'not-found', says: 'there is no such file of a request of yours' }],
} as const;

/**
 * Files as they were frozen, for whoever made the request and whoever reviews it; and what was let in, for members of the project. Every look is an
 * event of the request, written before the first byte goes.
 */
export function bytesHandlers(ports: BytesPorts): BytesHandlers {
  const found = async ({ parameters }: Call) => {
    const item = await ports.store.get({ partition: airlockPartition, sort: parameters.request ?? '' });
    const request = item?.body as AirlockRequest | undefined;
    const file = request?.files.find(({ id }) => id === parameters.file);
    return request === undefined || file === undefined ? undefined : { request, file };
  };
  const viewed = async (call: Call, { id }: AirlockRequest, file: AirlockFile): Promise<readonly Refusal[]> => {
    const ran = await run(ports, airlockRunnable(ports, sessionOf(call)), {
      id,
      command: { kind: 'view', file: file.id },
      commandId: ports.id(),
      actor: call.actor,
    });
    return ran.ok ? [] : ran.refusals;
  };
  const sent = (bucket: ReadBucket, { name }: AirlockFile, pinned: Bytes) =>
    ({
      status: 200,
      file: { bytes: bucket.open(pinned), size: pinned.bytes, sha256: pinned.sha256, name },
    }) as const;

  return {
    async 'airlock-file'(call) {
      const reader = await readerOf(ports, call);
      if ('refusals' in reader) return no(reader.refusals);
      const seen = await found(call);
      if (seen === undefined) return nothing;
      const standing = await projectOf(ports, seen.request.project);
      const sight = sightOf(ports, reader, seen.request, standing);
      if (sight === 'none') return nothing;
      // Of what lies inside, nobody sees a byte whom the register would let see nothing of the project: not even their own.
      const access = accessOf(ports, reader, standing);
      if (sight === 'barred') return no(access.allowed ? [] : access.refusals);
      const { frozen } = seen.file;
      const refusals = await viewed(call, seen.request, seen.file);
      if (refusals.length > 0) return no(refusals);
      return frozen === undefined ? nothing : sent(ports.reviews, seen.file, frozen);
    },

    async 'airlock-input'(call) {
      const reader = await readerOf(ports, call);
      if ('refusals' in reader) return no(reader.refusals);
      const seen = await found(call);
      const { released } = seen?.file ?? {};
      if (seen === undefined || seen.request.direction !== 'in') return nothing;
      const access = accessOf(ports, reader, await projectOf(ports, seen.request.project));
      if (!access.allowed || seen.request.state !== 'released' || released === undefined) return nothing;
      const refusals = await viewed(call, seen.request, seen.file);
      return refusals.length > 0 ? no(refusals) : sent(ports.inputs, seen.file, released);
    },
  };
}
