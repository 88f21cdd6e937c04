import { join } from 'node:path';
import { meet, nameFaults } from '../../lambdas/safe-outputs/airlock/file-names.ts';
import { paperName, papers } from '../../lambdas/safe-outputs/airlock/paper-names.ts';
import { downloadRoutes } from '../../lambdas/safe-outputs/airlock-byte-routes.ts';
import type { Answered, Caller } from './call.ts';
import { inTheWay, type Promised, standing, writeNew } from './new-file.ts';
import { routeNamed } from './route-named.ts';
import { Stop } from './stop.ts';
import { streamed } from './streamed.ts';
import type { World } from './world.ts';

export interface Fetched {
  /** As it was released. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The very bytes were there already, so that nothing was asked for or counted. */
  readonly was: 'fetched' | 'there';
}

interface ReleasedFile extends Promised {
  readonly id: string;
  readonly name: string;
}

const operations = { 'record.json': 'release-record', 'ro-crate-metadata.json': 'release-crate' } as const;

/**
 * Every file of a release, its record and its crate, beneath a folder. Before anything is asked for, nothing may stand in the way of any file; asked for again, it
 * goes on with what is missing.
 * @throws Stop
 */
export async function fetchRelease(release: Answered, folder: string, caller: Caller, world: World) {
  const request = String(release.id);
  const files = release.files as readonly ReleasedFile[];
  const inEachOthersWay = files.some(({ name }, place) => files.slice(0, place).some((one) => meet(one.name, name)));
  if (inEachOthersWay || files.some(({ name }) => nameFaults(name).length > 0))
    throw new Stop('failed', 'the door names files as no release may; nothing was written');
  const before = await Promise.all(
    files.map(async (file) => ({ file, is: await standing(join(folder, file.name), file) })),
  );
  const other = before.find(({ is }) => is === 'other');
  if (other !== undefined) throw inTheWay(join(folder, other.file.name));

  const fetched: Fetched[] = [];
  for (const { file, is } of before) {
    const { id, name, bytes, sha256 } = file;
    const told = { name, path: join(folder, name), bytes, sha256 };
    if (is === 'nothing') {
      const route = routeNamed(downloadRoutes, 'released-file');
      const got = await streamed(route, { path: { request, file: id } }, caller, world);
      await writeNew({ folder, name, id: world.id() }, got.bytes, file);
    }
    fetched.push({ ...told, was: is === 'nothing' ? 'fetched' : 'there' });
  }
  const names = files.map(({ name }) => name);
  for (const paper of papers) {
    const operation = operations[paper];
    const name = paperName(paper, request, names);
    const path = join(folder, name);
    const route = routeNamed(downloadRoutes, operation);
    const got = await streamed(route, { path: { request } }, caller, world);
    const { bytes, sha256 } = got.announced;
    if (bytes === undefined || sha256 === undefined)
      throw new Stop('failed', `${operation}: what answered does not say what it sends, as a door does`, { operation });
    const is = await standing(path, { bytes, sha256 });
    if (is === 'nothing') await writeNew({ folder, name, id: world.id() }, got.bytes, { bytes, sha256 });
    else await got.close();
    if (is === 'other') throw inTheWay(path);
    fetched.push({ name, path, bytes, sha256, was: is === 'nothing' ? 'fetched' : 'there' });
  }
  return fetched;
}
