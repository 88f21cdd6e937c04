import type { Interceptor } from '../emulator/front.ts';
import { rootCredentials } from '../emulator/ministack.ts';
import type { Fault } from './kinds.ts';

/** Strikes at a chosen call of a function. Calls of the rehearsal itself are let through and not counted. */
export interface Striker {
  readonly interceptor: Interceptor;
  /** Forgets what was counted. `lasting`: strikes at every call from the k-th on. Without a fault it only counts. */
  arm(strike?: { readonly at: number; readonly fault: Fault; readonly lasting: boolean }): void;
  /** Names of the calls since it was armed. */
  seen(): readonly string[];
  struck(): boolean;
}

export function striker(): Striker {
  let strike: Parameters<Striker['arm']>[0];
  let names: string[] = [];
  let hit = false;
  return {
    arm(next) {
      strike = next;
      names = [];
      hit = false;
    },
    seen: () => names,
    struck: () => hit,
    async interceptor(exchange) {
      const { accessKey, name } = exchange.call;
      if (accessKey === rootCredentials.accessKeyId || accessKey === '') return undefined;
      names.push(name);
      if (strike === undefined) return undefined;
      const now = strike.lasting ? names.length >= strike.at : names.length === strike.at;
      if (!now) return undefined;
      try {
        await strike.fault(exchange);
        hit = true;
      } catch (error) {
        // A fault that did not come about must not pass for one; the harness asks whether it struck.
        exchange.response.writeHead(500).end(String(error));
      }
      return 'taken';
    },
  };
}
