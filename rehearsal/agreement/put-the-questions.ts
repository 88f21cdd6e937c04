import type { Clients } from '../clients.ts';
import type { Template, Templates } from '../left-out/template.ts';
import { answerOf } from '../table/put-the-questions.ts';
import type { Stage } from '../target/stage.ts';
import { physicalIds } from '../target/stored.ts';
import { broughtAlong, whatWasBrought } from './brought-along.ts';
import { type Caller, castOf } from './callers.ts';
import { conditionKeys } from './condition-keys.ts';
import type { Evaluator, Question } from './evaluator.ts';
import { type Probe, probes } from './probes.ts';
import type { Compared } from './verdict.ts';

interface Store {
  readonly stack: string;
  readonly id: string;
  readonly kind: string;
  /** In the account. */
  readonly name: string;
  /** What a call says of the store itself, whoever makes it. */
  readonly facts: Question['facts'];
}

export interface Asked {
  readonly answers: readonly Compared[];
  readonly callers: readonly string[];
  readonly unreachable: readonly string[];
}

/** Calls at a time; the emulator works on one after the other. */
const atATime = 8;

/** Every caller and every store, with half of the probes each, asked of the emulator by a real call and of our evaluator over the templates. */
export async function putTheQuestions(stage: Stage, evaluator: Evaluator): Promise<Asked> {
  const templates: Templates = new Map([...stage.templates, [broughtAlong, whatWasBrought(stage)]]);
  const ask = evaluator(templates, stage);
  const absent = Object.fromEntries(conditionKeys(templates).map((key) => [key, null]));
  const stores = await storesOf(stage);
  const answers: Compared[] = [];
  const { callers, unreachable } = await castOf(stage);
  for (const [index, caller] of callers.entries()) {
    // Every other question, each store with other probes for the next caller: the whole would take a minute and show no more.
    const asked = stores
      .flatMap((store) => (probes[store.kind] ?? []).map((probe) => ({ store, probe })))
      .filter((_, nth) => caller.mayDoMost || nth % 2 === index % 2);
    for (let from = 0; from < asked.length; from += atATime)
      answers.push(
        ...(await Promise.all(
          asked.slice(from, from + atATime).map(async ({ store, probe }) => ({
            caller: caller.name,
            action: probe.action,
            store: `${store.stack}/${store.id}`,
            kind: store.kind,
            ours: ask(questionOf(caller, store, probe, absent)),
            ...(await answered(caller.clients, store, probe, stage)),
          })),
        )),
      );
  }
  return { answers, callers: callers.map(({ name }) => name), unreachable };
}

const questionOf = (caller: Caller, store: Store, probe: Probe, absent: Question['facts']): Question => ({
  who: caller.who,
  action: probe.action,
  to: { resource: `${store.stack}/${store.id}`, suffix: probe.suffix ?? '' },
  facts: { ...absent, ...caller.facts, ...store.facts, ...probe.facts },
});

/** The emulator decides before it looks for what a call names: whatever it says but a refusal, it let the call through. */
async function answered(
  clients: Clients,
  { name }: Store,
  { call }: Probe,
  place: Stage,
): Promise<Pick<Compared, 'theirs' | 'said'>> {
  try {
    await call(clients, name, place);
    return { theirs: 'allowed', said: '' };
  } catch (error) {
    const failure = error as Error & { $metadata?: { httpStatusCode?: number } };
    const said = `${failure.name}: ${failure.message}`;
    if (answerOf(failure) === 'refused') return { theirs: 'refused', said };
    const status = failure.$metadata?.httpStatusCode ?? 500;
    return { theirs: status >= 500 ? 'unclear' : 'allowed', said };
  }
}

async function storesOf(stage: Stage): Promise<readonly Store[]> {
  const stores: Store[] = [];
  for (const [stack, { Resources }] of stage.deployed) {
    const ids = await physicalIds(stage.clients, stack);
    for (const [id, { Type: kind }] of Object.entries(Resources)) {
      const name = ids.get(id);
      if (Object.hasOwn(probes, kind) && name !== undefined)
        stores.push({ stack, id, kind, name, facts: kind === 'AWS::KMS::Key' ? aliasesOf(id, Resources) : {} });
    }
  }
  return stores;
}

/** On AWS every use of a key sends its aliases; no policy of ours grants by them what is asked here. */
const aliasesOf = (key: string, resources: Template['Resources']): Question['facts'] => ({
  'kms:resourcealiases': Object.values(resources).flatMap(({ Type, Properties = {} }) =>
    Type === 'AWS::KMS::Alias' && JSON.stringify(Properties.TargetKeyId).includes(`"${key}"`)
      ? [String(Properties.AliasName)]
      : [],
  ),
});
