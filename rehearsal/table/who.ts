import type { Clients } from '../clients.ts';
import { become, becomeAssessor, becomeBroker, becomeResearcher } from '../target/become.ts';
import { deployingRole } from '../target/put-back.ts';
import type { Stage } from '../target/stage.ts';

/** The two projects of a table: the first open one of the file, and the one that the update added. */
export interface Projects {
  readonly own: string;
  readonly other: string;
}

/** Role with every right that an account can give, which the rehearsal brings along. */
export const administratorRole = 'tre-rehearsal-administrator';

export const people = {
  'a researcher, inside': (stage: Stage, { own }: Projects) => becomeResearcher(stage, own, true),
  'a researcher, outside': (stage: Stage, { own }: Projects) => becomeResearcher(stage, own, false),
  'an assessor, inside': (stage: Stage) => becomeAssessor(stage, true),
  'an assessor, outside': (stage: Stage) => becomeAssessor(stage, false),
  'the broker': (stage: Stage) => becomeBroker(stage),
  'an account administrator': (stage: Stage) => become(stage, stage.clients, administratorRole, { inside: false }),
  'the deploying role': (stage: Stage) => {
    return become(stage, stage.clients, deployingRole(stage.deployment.aws), { inside: false });
  },
} as const satisfies Record<string, (stage: Stage, projects: Projects) => Promise<Clients>>;

export type Who = keyof typeof people;
