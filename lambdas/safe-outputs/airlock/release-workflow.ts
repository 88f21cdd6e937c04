import { effectiveAccess, roleRefusals } from '../../safe-people/contract.ts';
import { canonical } from '../../workflow/canonical.ts';
import {
  type Decision,
  type Moment,
  nothing,
  type Refusal,
  unchanged,
  type Workflow,
} from '../../workflow/contract.ts';
import { rowsOf } from '../../workflow/transitions.ts';
import { airlockServices, type Release, releasePartition } from '../contract.ts';
import type { Offer, ReleaseCommand, ReleaseEffect, ReleaseEvent, ReleaseFacts } from './release-record.ts';
import { type ReleaseWho, releaseTransitions } from './release-transitions.ts';

/** What has left: offered once, counted at each download, revoked for good. */

const offerOf = ({ project, releasedAt, files, record, crate }: Offer): Offer => ({
  ...{ project, releasedAt, files, record, crate },
});
const same = (release: Release, offer: Offer): boolean => canonical(offerOf(release)) === canonical(offerOf(offer));

/** Why a person may not have the files; none: they may. A member by their access to the project, an output checker by their role. */
export function downloadRefusals(facts: ReleaseFacts, { now, actor }: Moment): readonly Refusal[] {
  if (actor.kind !== 'person') return [{ rule: 'who', says: 'only a person may' }];
  const { asker, project, register, demands } = facts;
  const person = asker?.id === actor.id ? asker : undefined;
  const session = facts.session ?? { signedInAt: actor.signedInAt, mfa: false };
  if (roleRefusals({ person, register, session, now }, ['output-checker']).length === 0) return [];
  const access = effectiveAccess({ person, project, register, session, demands, now });
  return access.allowed ? [] : access.refusals;
}

function whoRefusals(who: readonly ReleaseWho[], moment: Moment, facts: ReleaseFacts): readonly Refusal[] {
  if (!who.includes('airlock-release')) return downloadRefusals(facts, moment);
  const { actor } = moment;
  const may = actor.kind === 'service' && actor.name === airlockServices.release;
  return may ? [] : [{ rule: 'who', says: 'only the function that releases may' }];
}

function decide(
  release: Release | undefined,
  command: ReleaseCommand,
  moment: Moment,
  facts: ReleaseFacts,
): Decision<ReleaseEvent, ReleaseEffect> {
  const rows = rowsOf(releaseTransitions, release?.state, command.kind);
  const lines = rows.length > 0 ? rows : releaseTransitions.filter((row) => row.command === command.kind);
  const refusals = [...whoRefusals([...new Set(lines.flatMap(({ who }) => who))], moment, facts)];
  const [row] = rows;
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };
  if (row === undefined) {
    refusals.unshift({
      rule: 'state',
      says: `"${command.kind}" is not possible while the release is ${release?.state ?? nothing}`,
    });
  } else if (release !== undefined) {
    if (command.kind === 'download') {
      demand(
        release.files.some(({ id }) => id === command.file),
        'file',
        'the release has no such file',
      );
    } else demand(same(release, command), 'same-content', 'something else was released under this id');
  }
  if (row === undefined || refusals.length > 0) return { ok: false, refusals };
  if (row.events.length === 0) return { ok: true, events: [], effects: [] };
  const by = moment.actor.kind === 'person' ? moment.actor.id : moment.actor.name;
  const event: ReleaseEvent =
    command.kind === 'download'
      ? { kind: 'downloaded', to: 'offered', file: command.file, by }
      : command.kind === 'offer'
        ? { kind: 'offered', to: 'offered', ...offerOf(command) }
        : { kind: 'revoked', to: 'revoked', ...offerOf(command) };
  if (row.to !== unchanged && row.to !== event.to) throw new Error('mend the table of releases');
  return { ok: true, events: [event], effects: [] };
}

export const releaseWorkflow = (
  id: string,
): Workflow<Release, ReleaseCommand, ReleaseEvent, ReleaseEffect, ReleaseFacts> => ({
  name: releasePartition,
  decide,
  evolve(release, event) {
    if (event.kind === 'downloaded') {
      if (release === undefined) throw new Error('downloaded before it was offered');
      const { downloads } = release;
      return { ...release, downloads: { ...downloads, [event.file]: (downloads[event.file] ?? 0) + 1 } };
    }
    return { id, ...offerOf(event), state: event.to, downloads: release?.downloads ?? {} };
  },
});
