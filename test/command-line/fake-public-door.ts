import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionFiles } from '../../bin/door/session-files.ts';
import type { World } from '../../bin/door/world.ts';
import type { Verb } from '../../bin/verbs/verb.ts';
import { downloadRoutes } from '../../lambdas/safe-outputs/airlock-byte-routes.ts';
import { outputsRoutes } from '../../lambdas/safe-outputs/airlock-output-routes.ts';
import type { House } from '../safe-outputs/airlock/airlock-house.ts';

const door = 'https://door.example/v1/';

/** What becomes of one answer on its way; undefined: it arrives as it is. */
export type Mishap = (path: string, response: Response) => Response | Error | undefined;

/** One person at a machine with a sign-in to the public door, behind which the airlock's own functions are. */
export function atThePublicDoor(house: House, person: string, verb: (world: () => World) => Verb) {
  const folder = mkdtempSync(join(tmpdir(), 'tre-outputs-'));
  const sessions = sessionFiles(join(folder, 'tre'));
  sessions.put({
    ...{ door, kind: 'public', person, accessToken: person },
    ...{ issuer: 'https://issuer.example', client: 'client-1' },
    ...{ signedInAt: '2026-11-27T08:00:00.000Z', expiresAt: '2030-01-01T00:00:00.000Z' },
  });
  const asked: string[] = [];
  const mishaps: Mishap[] = [];
  let ids = 0;

  const answer = async (url: URL, method: 'GET' | 'POST', body: unknown, who: string): Promise<Response> => {
    for (const { path: resource, method: verbOf, streams } of [...outputsRoutes, ...downloadRoutes]) {
      const pattern = resource.replace(/\{([a-z]+)\}/g, '(?<$1>[^/]+)');
      const found = new RegExp(`^/v1${pattern}$`).exec(url.pathname);
      if (found === null || verbOf.toUpperCase() !== method) continue;
      const sent = { path: { ...found.groups }, query: Object.fromEntries(url.searchParams) };
      if (streams === undefined) {
        const got = await house.publicly(who, method, resource, { ...sent, ...(body === undefined ? {} : { body }) });
        return new Response(JSON.stringify(got.body), { status: got.status });
      }
      const got = await house.bytesAt('public')(who, resource, sent);
      return new Response(new Uint8Array(got.body), { status: got.status, headers: { ...got.headers } });
    }
    return new Response('<html>', { status: 404 });
  };
  const world = (): World => ({
    env: {},
    async fetch(address, request) {
      const url = new URL(address);
      const { method, headers, body } = new Request(address, request as RequestInit);
      asked.push(`${method} ${url.pathname}`);
      const who = String(headers.get('authorization')).replace('Bearer ', '');
      const read = body === null ? undefined : JSON.parse(await new Response(body).text());
      const got = await answer(url, method === 'POST' ? 'POST' : 'GET', read, who);
      const became = mishaps.shift()?.(url.pathname, got) ?? got;
      if (became instanceof Error) throw became;
      return became;
    },
    now: () => new Date(house.clock.now()),
    pause: async () => {},
    random: () => 0.5,
    id: () => `id-${String(ids++)}`,
    terminal: { present: false, ask: async () => '', askSecret: async () => '', show: () => {} },
    stdoutIsTerminal: false,
    stdin: async () => undefined,
    sessions,
    directory: () => {
      throw new Error('nobody signs in here');
    },
    onInterrupt: () => () => {},
  });
  const made = verb(world);
  return {
    ...{ folder, asked, mishaps },
    async tre(...args: readonly string[]) {
      const out = { stdout: '', stderr: '' };
      const status = await made.run(args, {
        stdout: (text) => {
          out.stdout += text;
        },
        stderr: (text) => {
          out.stderr += text;
        },
        today: () => '2026-11-27',
      });
      return { status, ...out };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
