import type { Deployment } from '../../lib/config/deployment.ts';
import type { Evaluator } from '../agreement/evaluator.ts';
import type { Access, Clients } from '../clients.ts';
import type { Templates } from '../left-out/template.ts';

/** How the account is rehearsed: without decisions by IAM, with them, or coming from an earlier release. */
export type Pass = 'plain' | 'iam' | 'upgrade';

/** What a scenario may use: a deployed estate and clients of the account's root. */
export interface Stage {
  readonly deployment: Deployment;
  readonly pass: Pass;
  readonly account: string;
  readonly region: string;
  /** The templates as synthesised, with what was left out still in them. */
  readonly templates: Templates;
  /** The templates as deployed. */
  readonly deployed: Templates;
  /** Projects whose role grants anything on the day. */
  readonly openProjects: readonly string[];
  readonly access: Access;
  readonly clients: Clients;
  /** True on MiniStack, where the committed differences hold; false on anything else. */
  readonly emulated: boolean;
  /** Name of an API call -> how often it came by; undefined where nothing stands in front of the target. */
  readonly calls: ReadonlyMap<string, number> | undefined;
  readonly evaluator: Evaluator;
  /** What scenarios leave for later ones of the same account. */
  readonly memory: Map<string, unknown>;
}
