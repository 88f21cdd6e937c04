import { hasRole, type Person } from '../safe-people/contract.ts';
import type { Instant } from '../workflow/contract.ts';
import { gateOf } from './amendments.ts';
import { conflictOf, partakers } from './committee.ts';
import type { ProjectParameters } from './parameters.ts';
import { timeToDecision } from './project-metrics.ts';
import type { Meeting, ProjectRecord } from './project-record.ts';

/** What somebody sees of a project: nothing, what concerns them, or all of it; before the vote is closed nobody sees a vote. */
export type Sight = 'none' | 'part' | 'all';

export function sightOf(record: ProjectRecord, person: Person, now: Instant): Sight {
  if (hasRole(person, 'operator', now) || hasRole(person, 'assessor', now)) return 'all';
  const seated =
    record.meeting?.seats.some((seat) => seat.person === person.id) === true || record.committee?.chair === person.id;
  if (seated) return conflictOf(person.id, { record, people: { [person.id]: person } }) === undefined ? 'all' : 'part';
  if (partakers(record).has(person.id)) return 'part';
  const asked = record.amendments.flatMap(({ change }) => (change.kind === 'new-dataset' ? [change.dataset] : []));
  const controls = [...record.datasets, ...asked].some(({ controller }) => controller === person.organisation);
  const submitted = record.state !== 'draft';
  return submitted && controls && hasRole(person, 'data-manager', now) ? 'part' : 'none';
}

export const summaryOf = (record: ProjectRecord) => ({
  id: record.id,
  state: record.state,
  title: record.application.title,
  lead: record.application.lead,
  purpose: record.application.purpose,
  applicant: record.applicant,
  starts: record.starts,
  ends: record.ends,
});

/** Votes, reasons and interests by name only when all is decided, and not for whoever has a part in the project. */
function meetingView({ about, openedAt, chair, seats, votes, conflicts, closed }: Meeting, sight: Sight) {
  const open = closed === undefined;
  return {
    about,
    openedAt,
    chair,
    seats,
    voted: votes.length,
    ...(closed === undefined
      ? {}
      : { closedAt: closed.at, carried: closed.carried, reason: closed.reason, counted: closed.counted.length }),
    ...(open || sight !== 'all' ? {} : { votes }),
    ...(sight === 'all' ? { conflicts } : {}),
  };
}

export function projectView(record: ProjectRecord, sight: Sight, parameters: ProjectParameters) {
  const { meeting, closing, timing } = record;
  const time = timeToDecision(timing);
  const {
    people: _people,
    datasets: _datasets,
    allowance: _allowance,
    resultsShared: _shared,
    ...asked
  } = record.application;
  return {
    ...summaryOf(record),
    application: asked,
    datasets: record.datasets,
    people: record.people,
    members: record.members,
    allowance: record.allowance,
    resultsShared: record.resultsShared,
    approvals: record.approvals,
    references: record.recorded,
    agreements: record.agreements,
    objections: record.objections,
    conditions: record.conditions.map(({ id, says, met }) => ({
      ...{ id, says, met: met !== undefined },
      ...(met === undefined ? {} : { evidence: met.evidence, metAt: met.at }),
    })),
    amendments: record.amendments.map(({ id, change, reason, proposedBy, proposedAt, ...rest }) => ({
      ...{ id, change: change.kind, reason, proposedBy, proposedAt },
      waitsFor: gateOf({ id, change, reason, proposedBy, proposedAt, ...rest }, record, parameters),
      ...(change.kind === 'new-person' ? { person: change.person.person } : {}),
      ...(change.kind === 'new-dataset' ? { dataset: change.dataset.dataset } : {}),
      ...(change.kind === 'extension' ? { ends: change.ends } : {}),
    })),
    ...(meeting === undefined ? {} : { meeting: meetingView(meeting, sight) }),
    ...(record.lastReason === undefined ? {} : { reason: record.lastReason }),
    ...(record.resumeProposedBy === undefined ? {} : { resumeProposedBy: record.resumeProposedBy }),
    ...(record.liveSince === undefined ? {} : { liveSince: record.liveSince }),
    ...(timing.submittedAt === undefined ? {} : { submittedAt: timing.submittedAt }),
    ...(timing.decidedAt === undefined ? {} : { decidedAt: timing.decidedAt }),
    ...(time === undefined ? {} : time),
    ...(closing === undefined
      ? {}
      : {
          closing: {
            closedAt: closing.closedAt,
            archivedAt: closing.archive?.at,
            extractDeletedAt: closing.extract?.at,
            keysScheduledAt: closing.keys?.at,
            certificate: closing.certificate?.object,
            certificateHash: closing.certificate?.hash,
            finalFrom: closing.certificate?.finalFrom,
            keysGoneAt: closing.confirmation?.at,
          },
        }),
  };
}
