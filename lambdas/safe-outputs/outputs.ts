import type { Handlers } from '../safe-people/contract.ts';
import { handling } from '../safe-people/entrance.ts';
import { arrivalBody, completeBody, partBody } from './airlock-bodies.ts';
import { depositing } from './deposit-parts.ts';
import type { OutputsPorts } from './outputs-ports.ts';
import { outputsReading } from './outputs-reading.ts';

/** What stands behind every route of the airlock at the public door but those that answer bytes. */
export function outputsHandlers(ports: OutputsPorts): Handlers {
  const arrivals = depositing({ ...ports, from: 'outside', parts: ports.arrivals });
  return {
    ...outputsReading(ports),
    arrival: handling({ asks: arrivalBody }, arrivals.open),
    'arrival-part': handling({ asks: partBody }, arrivals.part),
    'arrival-complete': handling({ asks: completeBody }, arrivals.complete),
  };
}
