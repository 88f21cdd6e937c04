import type { Account } from './account.ts';
import { type Answer, answered } from './answer.ts';
import type { Plan } from './plan.ts';
import { listStackResources, listStacks } from './ports/cloudformation.ts';

/** What stacks of this very deployment already made: on the second deployment it is no obstacle. */
export interface Owned {
  /** Without a name: whether any resource of the type is ours. */
  has(type: string, name?: string): boolean;
  count(type: string): number;
}

/** Calls that a question makes when it asks for `owned`. */
export const ownershipCalls = [listStacks, listStackResources];

const gone = /^(CREATE_FAILED|DELETE_COMPLETE|DELETE_SKIPPED)$/;

export async function owned(account: Account, { stacks }: Plan): Promise<Answer<Owned>> {
  const all = await account.ask(listStacks, undefined);
  if (all.kind !== 'answered') return all;
  const ours = all.value.filter(({ name }) => stacks.includes(name));
  const lists = await Promise.all(ours.map(({ name }) => account.ask(listStackResources, name)));
  const resources = lists.flatMap((list) => (list.kind === 'answered' ? list.value : []));
  const refused = lists.find((list) => list.kind !== 'answered');
  if (refused !== undefined) return refused;

  const standing = resources.filter(({ status }) => !gone.test(status));
  const of = (type: string) => standing.filter((resource) => resource.type === type);
  return answered({
    // A physical id is the bare name or an ARN that ends with it.
    has: (type, name) =>
      of(type).some(
        ({ id }) => name === undefined || id === name || id.endsWith(`/${name}`) || id.endsWith(`:${name}`),
      ),
    count: (type) => of(type).length,
  });
}
