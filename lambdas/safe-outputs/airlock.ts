import type { Handlers } from '../safe-people/contract.ts';
import { handling } from '../safe-people/entrance.ts';
import { completeBody, depositBody, partBody } from './airlock-bodies.ts';
import { airlockList } from './airlock-lists.ts';
import { airlockObeying } from './airlock-obeying.ts';
import type { AirlockPorts } from './airlock-ports.ts';
import { airlockReading } from './airlock-reading.ts';
import { depositing } from './deposit-parts.ts';
import { joined } from './deposited.ts';
import { putOnce, Swapped } from './whole-bytes.ts';

const unlessSwapped = (error: unknown): undefined => {
  if (!(error instanceof Swapped)) throw error;
};

/** What stands behind every route of the airlock at the private door but those that answer bytes. */
export function airlockHandlers(ports: AirlockPorts): Handlers {
  const deposits = depositing({
    ...ports,
    from: 'inside',
    parts: ports.drafts,
    async join(deposit, sha256) {
      const { project, person, id } = deposit;
      const key = `uploads/${project}/${person}/${id}`;
      const bytes = await joined(ports.drafts, { ...deposit, sha256 }).catch(unlessSwapped);
      if (bytes === undefined) return 'other-bytes';
      // Of many who ask at once one stores it. What lies there otherwise was put together before a part was sent anew, by a call that was cut off.
      return (await putOnce(ports.drafts, key, bytes).catch(unlessSwapped)) ?? ports.drafts.put(key, bytes);
    },
  });
  return {
    ...airlockReading(ports),
    ...airlockObeying(ports),
    'airlock-requests': airlockList(ports),
    'airlock-deposit': handling({ asks: depositBody }, deposits.open),
    'airlock-deposit-part': handling({ asks: partBody }, deposits.part),
    'airlock-deposit-complete': handling({ asks: completeBody }, deposits.complete),
  };
}
