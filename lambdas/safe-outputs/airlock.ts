import type { Handlers } from '../safe-people/contract.ts';
import { handling } from '../safe-people/entrance.ts';
import { completeBody, depositBody, partBody } from './airlock-bodies.ts';
import { airlockList } from './airlock-lists.ts';
import { airlockObeying } from './airlock-obeying.ts';
import type { AirlockPorts } from './airlock-ports.ts';
import { airlockReading } from './airlock-reading.ts';
import { depositing } from './deposit-parts.ts';
import { joined } from './deposited.ts';
import { Swapped } from './whole-bytes.ts';

/** What stands behind every route of the airlock at the private door but those that answer bytes. */
export function airlockHandlers(ports: AirlockPorts): Handlers {
  const deposits = depositing({
    ...ports,
    from: 'inside',
    parts: ports.drafts,
    async join(deposit, sha256) {
      try {
        const { project, person, id } = deposit;
        return await ports.drafts.put(
          `uploads/${project}/${person}/${id}`,
          await joined(ports.drafts, { ...deposit, sha256 }),
        );
      } catch (error) {
        if (error instanceof Swapped) return 'other-bytes';
        throw error;
      }
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
