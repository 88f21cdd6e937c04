import type { Actor } from '../workflow/contract.ts';
import { firstMembers } from './members.ts';
import type { ProjectCommand } from './project-commands.ts';
import type { ProjectRecord } from './project-record.ts';

/** Ids of everybody a decision reads: whoever asks, and those whose standing it rests on. No more, for each is a condition of the transaction. */
export function peopleRead(
  record: ProjectRecord | undefined,
  command: ProjectCommand,
  actor: Actor,
): readonly string[] {
  const ids = new Set<string>();
  if (actor.kind === 'person') ids.add(actor.id);
  if (command.kind === 'open-committee') {
    for (const id of [...command.members, command.chair]) ids.add(id);
  }
  if (command.kind === 'close-vote' || command.kind === 'name-chair') {
    for (const { person } of record?.meeting?.seats ?? []) ids.add(person);
  }
  if (record !== undefined && (command.kind === 'go-live' || command.kind === 'resume')) {
    const members = command.kind === 'go-live' ? firstMembers(record, '') : record.members;
    for (const { person, endedAt } of members) if (endedAt === undefined) ids.add(person);
  }
  return [...ids].sort();
}
