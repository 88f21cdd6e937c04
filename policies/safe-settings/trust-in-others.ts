import { type Trusted, trustedComputingBase } from '../estate/access/trusted-computing-base.ts';
import type { Estate } from '../estate/estate.ts';
import { heardBy } from './heard-calls.ts';

/** Trust that no proof takes away, with what narrows it and with who hears of its use. */
export interface TrustInOthers extends Trusted {
  /** Addresses of the rules and filters that tell somebody when one of the actions happens. */
  readonly alarms: readonly string[];
  /** Actions of which nobody hears. The audit trail records them all the same. */
  readonly unheard: readonly string[];
}

/** Everybody who can become a role, a function, a policy or a key, by these templates. */
export const trustInOthers = (estate: Estate): readonly TrustInOthers[] =>
  trustedComputingBase(estate).map((trusted) => {
    const heard = trusted.actions.map((action) => {
      const call = action.slice(action.indexOf(':') + 1);
      return { action, by: heardBy(estate).filter((listener) => listener.names(call)) };
    });
    return {
      ...trusted,
      alarms: [...new Set(heard.flatMap(({ by }) => by.map(({ by: { address } }) => address)))].toSorted(),
      unheard: heard.flatMap(({ action, by }) => (by.length === 0 ? [action] : [])),
    };
  });
