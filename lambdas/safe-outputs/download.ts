import type { Call } from '../safe-people/contract.ts';
import type { BytesHandlers } from '../safe-people/entrance.ts';
import type { Store } from '../workflow/contract.ts';
import { type Ports, run } from '../workflow/run.ts';
import type { AirlockSources } from './airlock/airlock-workflow.ts';
import { releaseRunnable } from './airlock/release-runnable.ts';
import type { ReadBucket } from './airlock-buckets.ts';
import { readerOf, refused, sessionOf } from './airlock-sight.ts';
import { type Bytes, type Release, releasePartition } from './contract.ts';
import { mayHave } from './release-sight.ts';

export interface DownloadPorts extends Ports, Omit<AirlockSources, 'register'> {
  readonly register: Pick<Store, 'get'>;
  readonly released: ReadBucket;
  id(): string;
}

type Wanted = { readonly name: string; readonly pinned: Bytes; readonly counted?: string };

const none = { status: 404, refusals: [{ rule: 'not-found', says: 'there is no such release of yours' }] } as const;

/**
 * What was released, to members of the project and output checkers. The count is the server's own event, written before the first byte; a release that
 * is revoked has no bytes any more, whoever asks and however they came by its address.
 */
export function downloadHandlers(ports: DownloadPorts): BytesHandlers {
  const sending =
    (wanted: (release: Release, call: Call) => Wanted | undefined): BytesHandlers[string] =>
    async (call) => {
      const reader = await readerOf(ports, call);
      if ('refusals' in reader) return refused(reader.refusals);
      const id = call.parameters.request ?? '';
      const release = (await ports.store.get({ partition: releasePartition, sort: id }))?.body as Release | undefined;
      if (release === undefined || !(await mayHave(ports, reader, release.project))) return none;
      const what = wanted(release, call);
      if (what === undefined) return none;
      if (release.state !== 'offered') return refused([{ rule: 'state', says: 'the release was revoked' }]);
      if (what.counted !== undefined) {
        const ran = await run(ports, releaseRunnable(id, ports, sessionOf(call)), {
          id,
          command: { kind: 'download', file: what.counted },
          commandId: ports.id(),
          actor: call.actor,
        });
        if (!ran.ok) return refused(ran.refusals);
      }
      const { pinned, name } = what;
      return {
        status: 200,
        file: { bytes: ports.released.open(pinned), size: pinned.bytes, sha256: pinned.sha256, name },
      };
    };

  return {
    'released-file': sending(({ files }, { parameters }) => {
      const file = files.find(({ id }) => id === parameters.file);
      return file === undefined ? undefined : { name: file.name, pinned: file, counted: file.id };
    }),
    'release-record': sending(({ record }) => ({ name: 'record.json', pinned: record })),
    'release-crate': sending(({ crate }) => ({ name: 'ro-crate-metadata.json', pinned: crate })),
  };
}
