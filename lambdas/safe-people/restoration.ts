import type { Actor } from '../workflow/contract.ts';
import { personPartition, standingKey } from './contract.ts';
import { commandPerson, commandRegister, type PeoplePorts } from './people.ts';
import type { PersonState } from './person-record.ts';
import { restoration } from './person-transitions.ts';
import type { RegisterState } from './register-workflow.ts';

const actor: Actor = { kind: 'service', name: restoration };

/**
 * After two officers agreed to put a restored register into service: suspends everybody but those two, one by one, then opens it. Until the last
 * one is suspended nobody may do anything, so that it may stop anywhere and be called again.
 * @returns how many it suspended; `undefined`: there is nothing to restore.
 * @throws when the table does not answer, or somebody could not be suspended: then the register stays closed.
 */
export async function restore(ports: PeoplePorts): Promise<number | undefined> {
  const { store, table } = ports;
  const [standing, tableId] = await Promise.all([store.get(standingKey), table.id()]);
  const register = standing?.body as RegisterState | undefined;
  const confirmed = register?.confirmed;
  if (register === undefined || confirmed?.tableId !== tableId || register.tableId === tableId) return undefined;

  const commandId = `restored-${tableId}`.slice(0, 64);
  let suspended = 0;
  let after: string | undefined;
  do {
    const page = await store.list(personPartition, after === undefined ? {} : { after });
    for (const { sort: id, body } of page.items) {
      const person = body as unknown as PersonState;
      if (confirmed.by.includes(id) || person.suspensions.some(({ reference }) => reference === tableId)) continue;
      const command = { kind: 'suspend', because: 'register-restored', reference: tableId } as const;
      const ran = await commandPerson(ports, id, command, { actor, commandId });
      if (!ran.ok)
        throw new Error(`a person could not be suspended: ${ran.refusals.map(({ rule }) => rule).join(', ')}`);
      suspended++;
    }
    after = page.next;
  } while (after !== undefined);

  const done = await commandRegister(ports, { kind: 'finish-restoration' }, { actor, commandId }, true);
  if (!done.ok) throw new Error(`the register stays closed: ${done.refusals.map(({ rule }) => rule).join(', ')}`);
  return suspended;
}
