import { projectPattern, uuidPattern } from '../../lambdas/safe-outputs/airlock-bodies.ts';
import { outputsRoutes } from '../../lambdas/safe-outputs/airlock-output-routes.ts';
import { inboundKinds } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import type { Fields } from '../../lambdas/safe-people/contract.ts';
import { bringIn, bytesToBringIn } from '../door/arrival.ts';
import { type Answered, type Caller, callerOf } from '../door/call.ts';
import { commonOptions, doorVerb, optionsIn, print } from '../door/door-verb.ts';
import { whole } from '../door/obey.ts';
import { readable } from '../door/readable.ts';
import { fetchRelease } from '../door/released-files.ts';
import { routeNamed } from '../door/route-named.ts';
import { sessionFor } from '../door/sessions.ts';
import { shown } from '../door/shown.ts';
import { Stop } from '../door/stop.ts';
import { thisMachine } from '../door/this-machine.ts';
import type { World } from '../door/world.ts';
import type { Io } from './verb.ts';

const usage = () => `usage: tre outputs <project>
       tre outputs <project> --download <request> [--to <folder>]
       tre outputs <project> --bring-in <file> --kind ${inboundKinds.join('|')}

What a project's airlock has, at the public door: how far requests are (your own; for output checkers, officers and assessors all), what was released,
and what you sent to come in. docs/how-to/airlock.md says how a request is made.
  --download  fetches every file of a release, its record and its RO-Crate into --to, or into a folder of the request's id. Each is compared with its
              SHA-256 before it gets its name; nothing is written over, and what is there already is not fetched again. Each download is counted
  --bring-in  sends a file of at most 16 MiB in parts; the answer is a deposit, which a request inside the network may then name
--json prints docs/reference/door-commands-schema.json.
Exit status: 0 done, 1 refused, not answered, or something is in the way, 2 usage; then nothing was sent.`;

const route = (operation: string) => routeNamed(outputsRoutes, operation);

/** Whoever may not work in the project any more still sees how far their requests are. */
async function releasesOf(project: string, caller: Caller): Promise<Answered> {
  try {
    return await whole(caller, route('releases'), { path: {}, query: { project } });
  } catch (error) {
    if (error instanceof Stop && error.details.status === 404) return {};
    throw error;
  }
}

async function list(project: string, caller: Caller, io: Io, json: boolean | undefined): Promise<number> {
  const asked = { path: {}, query: { project } };
  const requests = await whole(caller, route('airlock-status'), asked);
  const releases = await releasesOf(project, caller);
  const arrivals = await whole(caller, route('arrivals'), asked);
  const answer = { ...requests, ...releases, ...arrivals };
  if (json) print(io, answer);
  else {
    const { next: _, ...fields }: Fields = {
      ...route('airlock-status').answers,
      ...route('releases').answers,
      ...route('arrivals').answers,
    };
    io.stdout(shown(fields, answer));
    if (releases.releases === undefined)
      io.stderr('releases: none is shown, for you may not work in the project now; tre people --me says why\n');
  }
  return 0;
}

async function download(
  [project, request, folder]: readonly [string, string, string],
  caller: Caller,
  [io, world]: readonly [Io, World],
  json: boolean | undefined,
): Promise<number> {
  const release = await caller.call(route('release'), { path: { request } });
  if (release.project !== project)
    throw new Stop('refused', `the release ${request} is of the project ${readable(String(release.project))}`);
  const files = await fetchRelease(release, folder, caller, world);
  if (json) print(io, { request, folder, files });
  else
    for (const { path, bytes, was } of files)
      io.stdout(`${readable(path)}  ${was === 'there' ? 'is there already' : `${bytes} bytes`}, SHA-256 as released\n`);
  return 0;
}

async function run(args: readonly string[], io: Io, world: World): Promise<number> {
  const [project, ...rest] = args;
  if (project === undefined || project.startsWith('-')) throw new Stop('usage', 'name the project');
  const given = optionsIn(rest, {
    ...commonOptions,
    download: { type: 'string' },
    to: { type: 'string' },
    'bring-in': { type: 'string' },
    kind: { type: 'string' },
  });
  const { download: request, to, 'bring-in': file, json } = given;
  const demand = (met: boolean, says: string): void => {
    if (!met) throw new Stop('usage', says);
  };
  const like = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`).test(text);
  demand(like(projectPattern, project), `a project's id must match ${projectPattern}, got ${JSON.stringify(project)}`);
  demand(request === undefined || file === undefined, '--download and --bring-in exclude each other');
  demand(to === undefined || request !== undefined, '--to says where --download writes');
  demand(to !== '', '--to must name a folder');
  demand((file === undefined) === (given.kind === undefined), '--bring-in and --kind belong together');
  demand(
    request === undefined || like(uuidPattern, request),
    `--download must be the id of a request, got ${JSON.stringify(request)}`,
  );
  const kind = inboundKinds.find((one) => one === given.kind);
  demand(
    given.kind === undefined || kind !== undefined,
    `--kind must be one of ${inboundKinds.join(', ')}, got ${JSON.stringify(given.kind)}`,
  );
  const bytes = file === undefined ? undefined : bytesToBringIn(file);
  const caller = callerOf(sessionFor('public', given.door, world), world);
  if (request !== undefined) return download([project, request, to ?? request], caller, [io, world], json);
  if (bytes === undefined || kind === undefined) return list(project, caller, io, json);
  const answer = await bringIn(bytes, { project, kind }, caller, world);
  if (json) print(io, answer);
  else io.stdout(shown(route('arrival-complete').answers, answer));
  return 0;
}

export const outputsIn = (world: typeof thisMachine) => doorVerb({ name: 'outputs', usage, run }, world);
export const outputs = outputsIn(thisMachine);
