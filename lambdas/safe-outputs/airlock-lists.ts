import type { Call, Handler } from '../safe-people/contract.ts';
import type { QueryStanding } from '../safe-projects/contract.ts';
import { reviewersNeeded } from './airlock/airlock-limits.ts';
import type { AirlockLine } from './airlock/airlock-lines.ts';
import type { AirlockPorts } from './airlock-ports.ts';
import { hasPart, nowhere, projectOf, type Reader, readerOf, refused, type Sight, sightOf } from './airlock-sight.ts';
import { lineView } from './airlock-views.ts';
import { openRequests, requestsOf } from './contract.ts';
import { cursorOf, sortOf } from './cursors.ts';

type Ports = Pick<AirlockPorts, 'store' | 'register' | 'table' | 'demands'>;

const mostShown = 50;
/** Lines that are looked at for one answer, whether shown or not: the next page goes on after them. */
const mostRead = 500;

/** Whether this person could still review it, or holds a place. */
const waitsFor = ({ state, reviewers }: AirlockLine, person: string, sight: Sight): boolean =>
  sight === 'checker' && state === 'in-review' && (reviewers.includes(person) || reviewers.length < reviewersNeeded);

const asked = (line: AirlockLine, { parameters, actor }: Call, sight: Sight): boolean =>
  (parameters.state === undefined || parameters.state === line.state) &&
  (parameters.direction === undefined || parameters.direction === line.direction) &&
  (parameters.mine === undefined || line.requester === actor.id) &&
  (parameters.waiting === undefined || waitsFor(line, actor.id, sight));

/** Requests of one project, or all that are not over, as far as whoever asks may see them. */
export const airlockList =
  (ports: Ports): Handler =>
  async (call) => {
    const reader = await readerOf(ports, call);
    if ('refusals' in reader) return refused(reader.refusals);
    const known = new Map<string, QueryStanding | undefined>();
    const standingOf = async (project: string) => {
      if (!known.has(project)) known.set(project, await projectOf(ports, project));
      return known.get(project);
    };
    const { project, after } = call.parameters;
    if (project !== undefined && !concerns(ports, reader, await standingOf(project))) return nowhere;

    const shown: object[] = [];
    let at = after === undefined ? undefined : sortOf(after);
    for (let read = 0; read < mostRead; ) {
      const partition = project === undefined ? openRequests : requestsOf(project);
      const page = await ports.store.list(partition, { limit: 100, ...(at === undefined ? {} : { after: at }) });
      for (const { sort, body } of page.items) {
        const line = body as unknown as AirlockLine;
        const sight = sightOf(ports, reader, line, await standingOf(line.project));
        at = sort;
        if (sight !== 'none' && sight !== 'barred' && asked(line, call, sight)) shown.push(lineView(line));
        if (shown.length === mostShown) return { status: 200, body: { requests: shown, next: cursorOf(sort) } };
      }
      if (page.next === undefined) return { status: 200, body: { requests: shown } };
      read += page.items.length;
    }
    return { status: 200, body: { requests: shown, ...(at === undefined ? {} : { next: cursorOf(at) }) } };
  };

/** Whoever has nothing to do with a project does not learn whether there is one. */
const concerns = (ports: Ports, reader: Reader, standing: QueryStanding | undefined): boolean =>
  standing !== undefined &&
  (hasPart(standing, reader.person.id) ||
    sightOf(ports, reader, { requester: '', project: standing.id }, standing) !== 'none');
