import type { Answer } from '../safe-people/contract.ts';
import type { Deposit } from './airlock/deposits.ts';
import type { AirlockPorts } from './airlock-ports.ts';
import { type AirlockFile, type AirlockRequest, depositPartition } from './contract.ts';
import { putOnce, Swapped, sha256Of, wholeOf } from './whole-bytes.ts';

export type Deposited = Pick<AirlockFile, 'id' | 'origin' | 'draft'>;

const place = (folder: string, { project, requester }: AirlockRequest, deposit: string): string =>
  `${folder}/${project}/${requester}/${deposit}`;

/** The parts put together, each read by its version. @throws Swapped where the whole is not what whoever sent it said. */
export async function joined(
  bucket: Pick<AirlockPorts['arrivals'], 'open'>,
  { parts, sha256 }: Pick<Deposit, 'parts' | 'sha256'>,
): Promise<Uint8Array> {
  const whole: Uint8Array[] = [];
  for (const part of parts) whole.push(await wholeOf(bucket, part));
  const bytes = Buffer.concat(whole);
  if (sha256Of(bytes) !== sha256) throw new Swapped();
  return bytes;
}

const bodyOf = (item: { readonly body: object } | undefined) => item?.body as Deposit | undefined;

/**
 * What a deposit of this person for this project came to, wherever it came from; undefined: they have none of this id. Who they are is the request's
 * requester, and the key says so too: nobody names what another deposited.
 */
export async function depositedBy(
  ports: Pick<AirlockPorts, 'store' | 'releases' | 'drafts' | 'arrivals'>,
  request: AirlockRequest,
  id: string,
): Promise<Deposited | Extract<Answer, { readonly refusals: unknown }> | undefined> {
  const key = { partition: depositPartition, sort: id };
  const mine = (found: Deposit | undefined) =>
    found?.person === request.requester && found.project === request.project ? found : undefined;
  const inside = mine(bodyOf(await ports.store.get(key)));
  const outside = inside === undefined ? mine(bodyOf(await ports.releases.get(key))) : undefined;
  const open = [inside, outside].some((one) => one?.state === 'open');
  if (open) return { status: 409, refusals: [{ rule: 'deposit', says: 'the deposit is not complete' }] };
  if (inside?.whole !== undefined) return { id, origin: { from: 'inside' }, draft: inside.whole };
  if (outside?.kind !== undefined) {
    const draft = await putOnce(ports.drafts, place('uploads', request, id), await joined(ports.arrivals, outside));
    return { id, origin: { from: 'outside', kind: outside.kind }, draft };
  }
  const sent = await ports.drafts.newest(place('deposits', request, id));
  if (sent === undefined || sent.facts.query === undefined) return undefined;
  const { facts, ...draft } = sent;
  return { id, origin: { from: 'query', query: facts.query ?? '' }, draft };
}
