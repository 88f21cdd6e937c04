import type { Answer, Call } from '../safe-people/contract.ts';
import { type Ports, run } from '../workflow/run.ts';
import type { AirlockSources } from './airlock/airlock-workflow.ts';
import { type Deposit, type DepositCommand, depositRunnable } from './airlock/deposits.ts';
import { type CompleteBody, largestDeposit, largestPart, mostParts, type PartBody } from './airlock-bodies.ts';
import type { WriteBucket } from './airlock-buckets.ts';
import { accessOf, hasPart, nowhere, projectOf, readerOf, refused, sessionOf } from './airlock-sight.ts';
import { type Bytes, depositPartition } from './contract.ts';
import type { InboundKind } from './disclosure/contract.ts';
import { sha256Of } from './whole-bytes.ts';

/** Deposits at one door: the rows lie in the door's own table, the parts in its own bucket. */
export interface DepositPorts extends Ports, AirlockSources {
  readonly from: Deposit['from'];
  readonly parts: Pick<WriteBucket, 'put'>;
  /** Puts the parts together where they can be read here; undefined: that is left to whoever can. */
  readonly join?: (deposit: Deposit, sha256: string) => Promise<Bytes | 'other-bytes'>;
  id(): string;
}

const otherBytes = (says: string): Answer => ({ status: 409, refusals: [{ rule: 'same-bytes', says }] });

export function depositing(ports: DepositPorts) {
  const order = (call: Call<unknown>, id: string, command: DepositCommand) =>
    run(ports, depositRunnable(id, ports, sessionOf(call)), {
      id,
      command,
      commandId: ports.id(),
      actor: call.actor,
    });

  /**
   * A deposit of this person, of this door and of the project that the body names, where they may work now: what is refused once its bytes are stored is counted nowhere.
   */
  const own = async (call: Call<{ readonly project: string }>): Promise<Deposit | { readonly answer: Answer }> => {
    const reader = await readerOf(ports, call);
    if ('refusals' in reader) return { answer: refused(reader.refusals) };
    const key = { partition: depositPartition, sort: call.parameters.deposit ?? '' };
    const deposit = (await ports.store.get(key))?.body as Deposit | undefined;
    const mine = deposit?.person === call.actor.id && deposit.project === call.body.project;
    if (deposit === undefined || !mine) return { answer: nowhere };
    const access = accessOf(ports, reader, await projectOf(ports, deposit.project));
    return access.allowed ? deposit : { answer: refused(access.refusals) };
  };

  return {
    async open(call: Call<{ readonly project: string; readonly kind?: InboundKind }>): Promise<Answer> {
      const { project, kind } = call.body;
      const reader = await readerOf(ports, call);
      if ('refusals' in reader) return refused(reader.refusals);
      const standing = await projectOf(ports, project);
      if (standing === undefined || !hasPart(standing, call.actor.id)) return nowhere;
      const id = ports.id();
      const of = kind === undefined ? {} : { of: kind };
      const ran = await order(call, id, { kind: 'open', project, from: ports.from, ...of });
      if (!ran.ok) return refused(ran.refusals);
      return { status: 200, body: { deposit: id, project, largestPart, mostParts, largestDeposit } };
    },

    /** The bytes are counted before they are stored, and stored before the row says that they are there: a row never speaks of what is not. */
    async part(call: Call<PartBody>): Promise<Answer> {
      const deposit = await own(call);
      if ('answer' in deposit) return deposit.answer;
      const { part, bytes: text, sha256 } = call.body;
      const bytes = Buffer.from(text, 'base64');
      if (bytes.toString('base64') !== text) return otherBytes('the part is not base64 as it must be written');
      if (bytes.length > largestPart) return otherBytes(`a part has at most ${largestPart} bytes`);
      if (sha256Of(bytes) !== sha256) return otherBytes('the part is not what its SHA-256 says; send it again');
      const others = deposit.parts.filter((one) => one.part !== part).reduce((sum, one) => sum + one.bytes, 0);
      if (deposit.state !== 'open' || others + bytes.length > largestDeposit) {
        return otherBytes(`a deposit takes parts until it is complete, and has at most ${largestDeposit} bytes`);
      }
      const { id, project, person } = deposit;
      const announced = await order(call, id, { kind: 'announce-part', part, bytes: bytes.length });
      if (!announced.ok) return refused(announced.refusals);
      const stored = await ports.parts.put(`parts/${project}/${person}/${id}/${part}`, bytes);
      const ran = await order(call, id, { kind: 'keep-part', part, stored });
      return ran.ok ? { status: 200, body: { deposit: id, part, bytes: bytes.length } } : refused(ran.refusals);
    },

    async complete(call: Call<CompleteBody>): Promise<Answer> {
      const deposit = await own(call);
      if ('answer' in deposit) return deposit.answer;
      const { parts, sha256 } = call.body;
      // Put together only where the deposit will be closed: each time that is done, its bytes are stored once more.
      const all = deposit.parts.length === parts && deposit.parts.every(({ part }) => part <= parts);
      const whole = deposit.state === 'open' && all ? await ports.join?.(deposit, sha256) : deposit.whole;
      if (whole === 'other-bytes') return otherBytes('the parts together are not what the SHA-256 says');
      const made = whole === undefined ? {} : { whole };
      const ran = await order(call, deposit.id, { kind: 'complete', parts, sha256, ...made });
      if (!ran.ok) return refused(ran.refusals);
      const bytes = ran.state.parts.reduce((sum, one) => sum + one.bytes, 0);
      return { status: 200, body: { deposit: deposit.id, bytes, sha256 } };
    },
  };
}
