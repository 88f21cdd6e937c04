import type { Clients } from '../clients.ts';
import type { Template } from '../left-out/template.ts';
import { answerOf } from '../table/put-the-questions.ts';
import { become, becomeBroker } from '../target/become.ts';
import { templateOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { physicalIds } from '../target/stored.ts';
import { broughtAlong, whatWasBrought } from './brought-along.ts';
import type { Sent } from './evaluator.ts';

/** One principal in one place, ready to call. */
export interface Caller {
  readonly name: string;
  /** ARN of the session. */
  readonly who: string;
  readonly clients: Clients;
  readonly facts: Readonly<Record<string, Sent>>;
  /** The administrator and the role that deploys, of whom everything is asked. */
  readonly mayDoMost: boolean;
}

interface Person {
  readonly role: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly roleTags: Readonly<Record<string, string>>;
  /** In whose name the broker becomes it; undefined for what the account's root becomes. */
  readonly person?: string;
  readonly mayDoMost: boolean;
}

export interface Cast {
  readonly callers: readonly Caller[];
  /** Roles that nobody of the rehearsal can become: they trust a service under conditions that only the service meets. */
  readonly unreachable: readonly string[];
}

/** Every role of the templates and of the rehearsal, from inside our network and from elsewhere, as whoever its trust policy names makes it. */
export async function castOf(stage: Stage): Promise<Cast> {
  const callers: Caller[] = [];
  const unreachable: string[] = [];
  for (const one of await people(stage)) {
    try {
      for (const inside of one.person === undefined && !one.role.endsWith('-broker') ? [false] : [true, false])
        callers.push(await callerOf(stage, one, inside));
    } catch (error) {
      if (answerOf(error as Error) !== 'refused') throw error;
      unreachable.push(one.role);
    }
  }
  return { callers, unreachable };
}

async function callerOf(
  stage: Stage,
  { role, tags, roleTags, person, mayDoMost }: Person,
  inside: boolean,
): Promise<Caller> {
  const by = person === undefined ? stage.clients : await becomeBroker(stage);
  const clients = await become(stage, by, role, { inside, tags, ...(person === undefined ? {} : { person }) });
  const vpc = { resource: `tre-${stage.deployment.id}-network/${vpcOf(stage)}`, attr: 'ref' } as const;
  return {
    name: `${role}, ${inside ? 'inside' : 'outside'}`,
    who: ['arn', 'aws', 'sts', '', stage.account, `assumed-role/${role}/rehearsal`].join(':'),
    clients,
    mayDoMost,
    facts: {
      'aws:securetransport': ['true'],
      's3:tlsversion': ['1.3'],
      'aws:sourcevpc': inside ? vpc : null,
      ...Object.fromEntries(
        Object.entries({ ...roleTags, ...tags }).map(([key, value]) => [
          `aws:principaltag/${key}`.toLowerCase(),
          [value],
        ]),
      ),
    },
  };
}

const vpcOf = ({ templates, deployment }: Stage): string =>
  Object.entries(templateOf(templates, deployment, 'network').Resources).find(
    ([, { Type }]) => Type === 'AWS::EC2::VPC',
  )?.[0] ?? '';

/** Roles by their names in the account. Of a closed project nobody can become the researcher. */
async function people(stage: Stage): Promise<readonly Person[]> {
  const found: Person[] = [];
  for (const [stack, template] of [...stage.deployed, [broughtAlong, whatWasBrought(stage)] as const]) {
    const ids: ReadonlyMap<string, string> =
      stack === broughtAlong ? new Map() : await physicalIds(stage.clients, stack);
    for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
      if (Type !== 'AWS::IAM::Role') continue;
      const role = ids.get(id) ?? String(Properties.RoleName);
      const roleTags = tagsIn(Properties.Tags);
      if (!namesTheBroker(Properties)) found.push({ role, tags: {}, roleTags, mayDoMost: stack === broughtAlong });
      else {
        const project = sessionTagOf(stage, role);
        if (project !== undefined)
          found.push({
            role,
            person: 'researcher@example.nhs.uk',
            tags: { 'tre:project': project },
            roleTags,
            mayDoMost: false,
          });
      }
    }
  }
  return found;
}

const namesTheBroker = (properties: Template['Resources'][string]['Properties']): boolean =>
  /role\/[^"]*-broker"/.test(JSON.stringify(properties?.AssumeRolePolicyDocument ?? ''));

/** What the broker says of the session: the project, or that it asks the trail. */
function sessionTagOf({ deployment, openProjects }: Stage, role: string): string | undefined {
  if (role === `tre-${deployment.id}-auditor`) return 'audit:trail';
  return openProjects.find((project) => role === `tre-${deployment.id}-project-${project}`);
}

const tagsIn = (tags: unknown): Record<string, string> =>
  Object.fromEntries(
    (Array.isArray(tags) ? tags : []).flatMap(({ Key, Value }) =>
      typeof Key === 'string' && typeof Value === 'string' ? [[Key, Value]] : [],
    ),
  );
