import type { Actor, Refusal } from '../../workflow/contract.ts';
import { csvOf } from '../csv.ts';
import { sha256 } from '../sql/fingerprint.ts';
import { depositKey, type QueryPorts, type RowsPage, type Standing } from './query-ports.ts';
import type { QueryRecord } from './query-record.ts';
import { order } from './query-store.ts';
import { isKept, repeatsNames } from './reading-rows.ts';

/** As much as one file may have under every profile of disclosure. */
export const mostToSend = { rows: 5000, bytes: 16 * 1024 * 1024 };
const pageOfRows = 1000;

export type Sent =
  | {
      readonly ok: true;
      readonly deposit: string;
      readonly rows: number;
      readonly bytes: number;
      readonly sha256: string;
    }
  | { readonly ok: false; readonly status: 403 | 409; readonly refusals: readonly Refusal[] };

const no = (rule: string, says: string): Sent => ({ ok: false, status: 409, refusals: [{ rule, says }] });

/**
 * The whole result as one CSV file in the store of drafts. The register is asked before each page; that it is sent is written down before it is; and
 * what is more than a file may have is refused, not cut short.
 */
export async function sendResults(
  ports: QueryPorts,
  query: QueryRecord,
  { sender, again }: { readonly sender: Actor & { kind: 'person' }; readonly again: () => Promise<Standing> },
): Promise<Sent> {
  const { id, project, execution } = query;
  if (query.state !== 'succeeded' || execution === undefined) {
    return no('state', `the query is ${query.state}; there is a result once it has succeeded`);
  }
  if (!isKept(query, ports.clock.now())) return no('result', 'a result is kept for a day; ask the question again');

  const texts: string[] = [];
  let [rows, bytes] = [0, 0];
  let next: string | undefined;
  for (let first = true; first || next !== undefined; first = false) {
    const { access } = await again();
    if (!access.allowed) return { ok: false, status: 403, refusals: access.refusals };
    const athena = await ports.athena({ project, person: sender.id, action: 'read' });
    const page: RowsPage = await athena.rows(execution, next, pageOfRows);
    const body = first && repeatsNames(query, page) ? page.rows.slice(1) : page.rows;
    const text = csvOf([...(first ? [page.columns.map(({ name }) => name)] : []), ...body]);
    rows += body.length;
    bytes += Buffer.byteLength(text);
    if (rows > mostToSend.rows || bytes > mostToSend.bytes) {
      const most = `${mostToSend.rows} rows and ${mostToSend.bytes} bytes`;
      return no('result-size', `a file of the airlock has at most ${most}; aggregate further`);
    }
    texts.push(text);
    next = page.next;
  }

  const csv = Buffer.from(texts.join(''), 'utf8');
  const sent = { deposit: ports.newId(), rows, bytes: csv.length, sha256: sha256(csv.toString('utf8')) };
  const { access } = await again();
  if (!access.allowed) return { ok: false, status: 403, refusals: access.refusals };
  const ran = await order(ports, {
    id,
    command: { kind: 'send-results', sender: sender.id, ...sent },
    actor: sender,
    commandId: ports.newId(),
  });
  if (!ran.ok) return { ok: false, status: 409, refusals: ran.refusals };
  await ports.deposits.put(depositKey(project, sender.id, sent.deposit), csv, { query: id, sha256: sent.sha256 });
  return { ok: true, ...sent };
}
