import { canonical, sha256 } from '../workflow/canonical.ts';
import type { Refusal } from '../workflow/contract.ts';
import { type Ports, run } from '../workflow/run.ts';
import type { ServiceCommand } from './airlock/airlock-commands.ts';
import { type AirlockSources, airlockRunnable, registerFacts } from './airlock/airlock-workflow.ts';
import { missingAtRelease, type StandingRule, standingRules } from './airlock/release-standing.ts';
import { type AirlockRequest, airlockPartition } from './contract.ts';

/** What a function of ours does with requests: reads them, and reports. */
export interface Desk {
  request(id: string): Promise<Held | undefined>;
  /**
   * The same id is obeyed once, whatever it is sent with the second time. `moot`: the request is past it.
   * @throws on every other refusal, and when the outcome is unknown.
   */
  report(request: string, command: ServiceCommand, cause: string): Promise<'obeyed' | 'moot'>;
  /** Rules by which the register, at this moment, lets nobody release the request; none: it may be. */
  missing(request: AirlockRequest): Promise<readonly StandingRule[]>;
}

/** A request with the version that its item has: it grows with every change. */
export interface Held {
  readonly request: AirlockRequest;
  readonly version: number;
}

/** Refused for good, by these rules. Its message holds nothing else. */
export class Refused extends Error {
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(({ rule }) => rule).join(' '));
    this.name = 'Refused';
  }
}

/** Rules by which a report comes too late, too early or twice: somebody else was first, and nothing is wrong. */
const past: readonly string[] = [
  ...['state', 'round', 'command-id', 'scans-missing', 'not-marked', 'nothing-released'],
  ...['due', 'overdue', 'stuck-due'],
];

/** Most functions ask nothing of the register: they report what they did or heard. What must be asked there is refused then. */
const nobody: AirlockSources = {
  register: { get: async () => undefined },
  table: { id: async () => '' },
  demands: [],
};

/** Id of a command that one cause leads to, however often it does. */
export const commandOf = (kind: string, cause: string): string => `${kind.slice(0, 20)}-${sha256(cause).slice(0, 40)}`;

/** @param sources the register, for the function that releases. */
export const deskOf = (ports: Ports, name: string, sources: AirlockSources = nobody): Desk => ({
  async request(id) {
    const item = await ports.store.get({ partition: airlockPartition, sort: id });
    return item === undefined ? undefined : { request: item.body as unknown as AirlockRequest, version: item.version };
  },
  async report(id, command, cause) {
    const actor = { kind: 'service', name } as const;
    const commandId = commandOf(command.kind, canonical([cause, command.kind]));
    const ran = await run(ports, airlockRunnable(sources), { id, command, commandId, actor });
    if (ran.ok) return 'obeyed';
    if (ran.refusals.every(({ rule }) => past.includes(rule))) return 'moot';
    throw new Refused(ran.refusals);
  },
  async missing(request) {
    const { requester, reviews, project } = request;
    const facts = await registerFacts(sources, [requester, ...reviews.map(({ reviewer }) => reviewer)], project);
    const missing = missingAtRelease(request, facts, ports.clock.now());
    return standingRules.filter((rule) => missing[rule].length > 0);
  },
});
