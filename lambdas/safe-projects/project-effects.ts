import { type Notify, officers } from '../safe-people/contract.ts';
import type { Moment } from '../workflow/contract.ts';
import { lastDeletion } from './close-rules.ts';
import type { CloseEffect } from './closing.ts';
import { leadsNow } from './members.ts';
import type { ProjectRecord } from './project-record.ts';
import type { ProjectEffectKind, ProjectTransition } from './project-transitions.ts';
import type { Audience } from './project-words.ts';

export type ProjectEffect = CloseEffect | Notify;

/** Controllers have no address of their own: those who spoke for them here are told, and the officers. */
function addressees(audience: Audience, record: ProjectRecord, { now }: Moment): readonly string[] {
  switch (audience) {
    case 'applicant':
      return [record.applicant];
    case 'lead':
      return leadsNow(record, now);
    case 'members':
      return record.members.length > 0
        ? record.members.map(({ person }) => person)
        : record.people.map(({ person }) => person);
    case 'committee':
      return record.meeting?.seats.map(({ person }) => person) ?? [];
    case 'officers':
      return [officers];
    case 'controllers':
      return [officers, ...record.agreements.map(({ by }) => by), ...record.objections.map(({ by }) => by)];
  }
}

function effectOf(kind: ProjectEffectKind, row: ProjectTransition, record: ProjectRecord, moment: Moment) {
  const { id: project, closing } = record;
  const done = closing ?? { closedAt: moment.now };
  if (kind === 'close-confirm') return { kind, project, done, due: lastDeletion(done) };
  if (kind !== 'notify') return { kind, project, done };
  const to = [...new Set(row.tells.flatMap((audience) => addressees(audience, record, moment)))].sort();
  return { kind, to, notice: { about: `project-${row.events.at(-1)}`, project } };
}

/** What the row orders, for the project as it is afterwards. */
export const effectsOf = (row: ProjectTransition, after: ProjectRecord, moment: Moment): readonly ProjectEffect[] =>
  row.effects.map((kind) => effectOf(kind, row, after, moment));
