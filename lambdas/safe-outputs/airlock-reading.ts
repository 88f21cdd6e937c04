import { type Answer, type Call, type Handler, type Handlers, roleRefusals } from '../safe-people/contract.ts';
import { projectPartition } from '../safe-projects/contract.ts';
import { historyPartition } from '../workflow/contract.ts';
import { everyItem, type Recorded } from '../workflow/history.ts';
import type { AirlockLine } from './airlock/airlock-lines.ts';
import { historySeenBy, votesAreHidden } from './airlock/seen-reviews.ts';
import { airlockMetrics } from './airlock-metrics.ts';
import type { AirlockPorts } from './airlock-ports.ts';
import { nowhere, projectOf, type Reader, readerOf, refused, type Sight, sightOf } from './airlock-sight.ts';
import { fileFindingsView, overlapsView, reportView, requestView } from './airlock-views.ts';
import { type AirlockRequest, airlockPartition, requestsOf } from './contract.ts';
import { reportIn, type StoredReport } from './stored-report.ts';

export type Seen = {
  readonly reader: Reader;
  readonly request: AirlockRequest;
  readonly sight: Exclude<Sight, 'none'>;
};

type Ports = Pick<AirlockPorts, 'store' | 'register' | 'table' | 'demands' | 'reviews'>;

/** The request of the path, for whoever may see it now. */
export async function seenBy(ports: Omit<Ports, 'reviews'>, call: Call): Promise<Seen | { readonly answer: Answer }> {
  const reader = await readerOf(ports, call);
  if ('refusals' in reader) return { answer: refused(reader.refusals) };
  const item = await ports.store.get({ partition: airlockPartition, sort: call.parameters.request ?? '' });
  const request = item?.body as AirlockRequest | undefined;
  if (request === undefined) return { answer: nowhere };
  const sight = sightOf(ports, reader, request, await projectOf(ports, request.project));
  return sight === 'none' ? { answer: nowhere } : { reader, request, sight };
}

const barred: Answer = {
  status: 403,
  refusals: [{ rule: 'membership', says: 'the register no longer lets you work in the project; /me says why' }],
};

/** Views of one request. */
export function airlockReading(ports: Ports): Handlers {
  const seeing =
    (read: (seen: Seen, call: Call) => Promise<Answer>): Handler =>
    async (call) => {
      const seen = await seenBy(ports, call);
      if ('answer' in seen) return seen.answer;
      return seen.sight === 'barred' ? barred : read(seen, call);
    };
  const reporting = (
    show: (stored: StoredReport, request: AirlockRequest, call: Call) => object | undefined,
  ): Handler =>
    seeing(async ({ request }, call) => {
      const { report } = request;
      if (report === undefined) {
        return refused([{ rule: 'report', says: `there is no report while the request is ${request.state}` }]);
      }
      const body = show(await reportIn(ports.reviews, report), request, call);
      return body === undefined ? nowhere : { status: 200, body: { ...body } };
    });

  return {
    'airlock-request': seeing(async ({ request, reader }) => ({
      status: 200,
      body: requestView(request, reader.person.id),
    })),
    'airlock-findings': reporting((stored, { report }) => reportView(stored, report?.sha256 ?? '')),
    'airlock-file-findings': reporting((stored, _request, { parameters }) => {
      const found = stored.files.find(({ file }) => file === parameters.file);
      return found === undefined ? undefined : fileFindingsView(found);
    }),
    'airlock-overlaps': reporting(({ overlaps }) => overlapsView(overlaps)),
    'airlock-approved-outputs': seeing(async ({ request: { project } }) => {
      const record = await ports.register.get({ partition: projectPartition, sort: project });
      const { outputs } = (record?.body.application ?? {}) as { readonly outputs?: unknown };
      return { status: 200, body: { project, ...(typeof outputs === 'string' ? { outputs } : {}) } };
    }),
    'airlock-history': seeing(async ({ request, reader }, { parameters: { after } }) => {
      const partition = historyPartition(airlockPartition, request.id);
      // A place to go on from is anything that whoever asks likes: what they may not see is looked for from the beginning.
      const first = votesAreHidden(request)
        ? await everyItem(ports.store, partition)
        : (await ports.store.list(partition, { limit: 101, ...(after === undefined ? {} : { after }) })).items;
      const all = first.map(({ sort, body }) => ({ sort, ...eventView(body as unknown as Recorded) }));
      const seen = historySeenBy(request, reader.person.id, all).filter(
        ({ sort }) => after === undefined || sort > after,
      );
      const events = seen.slice(0, 100);
      const last = events.at(-1);
      return {
        status: 200,
        body: {
          events: events.map(({ sort: _place, ...event }) => event),
          ...(last === undefined || seen.length <= events.length ? {} : { next: last.sort }),
        },
      };
    }),
    'airlock-metrics': async (call) => {
      const reader = await readerOf(ports, call);
      if ('refusals' in reader) return refused(reader.refusals);
      const { person, standing: register, session } = reader;
      const question = { person, register, session, now: call.now };
      const refusals = roleRefusals(question, ['output-checker', 'operator', 'assessor']);
      if (refusals.length > 0) return refused(refusals);
      const lines: AirlockLine[] = [];
      for (const { sort } of await everyItem({ ...ports.store, ...ports.register }, projectPartition)) {
        lines.push(
          ...(await everyItem(ports.store, requestsOf(sort))).map(({ body }) => body as unknown as AirlockLine),
        );
      }
      return { status: 200, body: { ...airlockMetrics(lines, call.now) } };
    },
  };
}

/** Without what was said: a history would show votes before both reviews are finished. */
function eventView({ record: { sequence, at, actor, kind }, hash }: Recorded) {
  return { sequence, at, by: actor.kind === 'person' ? actor.id : actor.name, kind, hash };
}
