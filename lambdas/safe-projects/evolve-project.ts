import type { Moment } from '../workflow/contract.ts';
import type { Draft } from './application.ts';
import type { Closing } from './closing.ts';
import { approvalsOf } from './cover.ts';
import { dayAfter, dayBegins } from './days.ts';
import type { ProjectEvent } from './project-events.ts';
import type { AmendedThing, ProjectRecord, Timing } from './project-record.ts';

/**
 * The project as an event leaves it. Total: an event that was written is never refused.
 *
 * Long because every event has its case, and a reader looks for one.
 */

const never = '1970-01-01T00:00:00.000Z';

const without = <Key extends keyof ProjectRecord>(record: ProjectRecord, key: Key): Omit<ProjectRecord, Key> => {
  const { [key]: _, ...rest } = record;
  return rest;
};

/** What the application says stands where access looks for it. */
function applied(record: ProjectRecord, application: Draft): ProjectRecord {
  const { starts, ends, datasets = [], people = [], allowance, resultsShared = false } = application;
  const end = ends === undefined ? never : dayAfter(ends);
  return {
    ...record,
    application,
    starts: starts === undefined ? never : dayBegins(starts),
    ends: end,
    endsByCommittee: end,
    datasets,
    people,
    objections: record.objections.filter((one) => datasets.some(({ dataset }) => dataset === one.dataset)),
    allowance: allowance ?? { bytesPerMonth: 0, bytesPerQuery: 0, queriesAtOnce: 0 },
    resultsShared,
  };
}

const drafted = (id: string, applicant: string): ProjectRecord => ({
  id,
  state: 'draft',
  starts: never,
  ends: never,
  endsByCommittee: never,
  members: [],
  approvals: [],
  allowance: { bytesPerMonth: 0, bytesPerQuery: 0, queriesAtOnce: 0 },
  resultsShared: false,
  applicant,
  application: {},
  datasets: [],
  people: [],
  recorded: [],
  agreements: [],
  objections: [],
  conditions: [],
  amendments: [],
  timing: { returned: [] },
});

function resubmitted({ submittedAt, returned, ...rest }: Timing, now: string): Timing {
  return {
    ...rest,
    submittedAt: submittedAt ?? now,
    returned: returned.map((one) => (one.until === undefined ? { ...one, until: now } : one)),
  };
}

function granted(record: ProjectRecord, change: AmendedThing, byCommittee: boolean, now: string): ProjectRecord {
  switch (change.kind) {
    case 'new-person': {
      const { person, as } = change.person;
      const member = { person, as, from: now, until: record.ends };
      return { ...record, people: [...record.people, change.person], members: [...record.members, member] };
    }
    case 'new-dataset':
      return { ...record, datasets: [...record.datasets, change.dataset] };
    case 'extension': {
      const { committee, members, ends } = record;
      return {
        ...record,
        ends: change.ends,
        ...(byCommittee ? { endsByCommittee: change.ends } : {}),
        ...(committee === undefined ? {} : { committee: { ...committee, expires: change.ends } }),
        members: members.map((one) => (one.until === ends ? { ...one, until: change.ends } : one)),
      };
    }
  }
}

const closing = (record: ProjectRecord, done: Partial<Closing>, at: string): ProjectRecord => ({
  ...record,
  closing: { ...(record.closing ?? { closedAt: at }), ...done },
});

function happened(record: ProjectRecord, event: ProjectEvent, { now }: Moment): ProjectRecord {
  const { meeting } = record;
  switch (event.kind) {
    case 'drafted':
    case 'revised':
      return applied(record, event.application);
    case 'submitted':
      return { ...record, timing: resubmitted(record.timing, now) };
    case 'accepted':
    case 'triage-passed':
    case 'approved':
      return record;
    case 'returned':
      // What was agreed was agreed of the application as it stood; what comes back may be another.
      return {
        ...without(record, 'meeting'),
        agreements: [],
        recorded: [],
        lastReason: event.reason,
        timing: { ...record.timing, returned: [...record.timing.returned, { from: now }] },
      };
    case 'withdrawn':
      return { ...without(record, 'meeting'), lastReason: event.reason };
    case 'refused':
      return {
        ...record,
        lastReason: event.reason,
        timing: { ...record.timing, decidedAt: record.timing.decidedAt ?? now },
      };
    case 'reference-recorded': {
      const others = record.recorded.filter(({ of }) => of !== event.recorded.of);
      return { ...record, recorded: [...others, event.recorded] };
    }
    case 'committee-opened': {
      const { about, chair, seats } = event;
      return { ...record, meeting: { about, openedAt: now, chair, seats, conflicts: [], votes: [] } };
    }
    case 'chair-named':
      return meeting === undefined ? record : { ...record, meeting: { ...meeting, chair: event.chair } };
    case 'conflict-declared': {
      const { person, interest, by } = event;
      if (meeting === undefined) return record;
      return { ...record, meeting: { ...meeting, conflicts: [...meeting.conflicts, { person, interest, by }] } };
    }
    case 'voted':
      if (meeting === undefined) return record;
      return { ...record, meeting: { ...meeting, votes: [...meeting.votes, { ...event.vote, at: now }] } };
    case 'vote-closed': {
      const { outcome, conditions, about } = event;
      const closed =
        meeting === undefined ? record : { ...record, meeting: { ...meeting, closed: { ...outcome, at: now } } };
      if (about !== 'application') return closed;
      const timing = { ...record.timing, decidedAt: now };
      if (!outcome.carried) return { ...closed, timing, lastReason: outcome.reason };
      const committee = { decidedAt: now, expires: record.ends, chair: meeting?.chair ?? '' };
      return { ...closed, timing, committee, conditions };
    }
    case 'controller-agreed': {
      const others = record.agreements.filter(({ dataset }) => dataset !== event.agreement.dataset);
      return { ...record, agreements: [...others, event.agreement] };
    }
    case 'controller-objected': {
      const { dataset, reason, by } = event;
      const others = record.objections.filter((one) => one.dataset !== dataset);
      return { ...record, objections: [...others, { dataset, reason, by, at: now }] };
    }
    case 'objection-withdrawn':
      return { ...record, objections: record.objections.filter(({ dataset }) => dataset !== event.dataset) };
    case 'dataset-dropped': {
      const kept = <One extends { readonly dataset: string }>(all: readonly One[]) =>
        all.filter(({ dataset }) => dataset !== event.dataset);
      const { datasets, agreements, objections, application } = record;
      return {
        ...record,
        application: { ...application, datasets: kept(datasets) },
        datasets: kept(datasets),
        agreements: kept(agreements),
        objections: kept(objections),
      };
    }
    case 'condition-met': {
      const met = { evidence: event.evidence, by: event.by, at: now };
      return {
        ...record,
        conditions: record.conditions.map((one) => (one.id === event.condition ? { ...one, met } : one)),
      };
    }
    case 'went-live': {
      const members = event.members.map(({ person, as }) => ({ person, as, from: now, until: record.ends }));
      return { ...record, members, liveSince: now };
    }
    case 'suspended':
      return { ...without(record, 'resumeProposedBy'), lastReason: event.reason };
    case 'resume-proposed':
      return { ...record, resumeProposedBy: event.by };
    case 'resumed':
      return { ...without(record, 'resumeProposedBy'), lastReason: event.reason };
    case 'amendment-proposed':
      return { ...record, amendments: [...record.amendments, { ...event.amendment, proposedAt: now, passed: [] }] };
    case 'amendment-passed':
      return {
        ...record,
        amendments: record.amendments.map((one) =>
          one.id === event.amendment ? { ...one, passed: [...one.passed, event.gate] } : one,
        ),
      };
    case 'amendment-granted':
    case 'amendment-refused':
    case 'amendment-withdrawn': {
      const rest = { ...record, amendments: record.amendments.filter(({ id }) => id !== event.amendment) };
      return event.kind === 'amendment-granted' ? granted(rest, event.change, event.byCommittee, now) : rest;
    }
    case 'member-ended':
      return {
        ...record,
        members: record.members.map((one) =>
          one.person === event.person && one.endedAt === undefined ? { ...one, endedAt: now } : one,
        ),
      };
    case 'closed':
      return { ...record, lastReason: event.reason, closing: { closedAt: event.at } };
    case 'archived':
      return closing(record, { archive: event.proof }, now);
    case 'extract-deleted':
      return closing(record, { extract: event.proof }, now);
    case 'keys-scheduled':
      return closing(record, { keys: event.proof }, now);
    case 'certified':
      return closing(record, { certificate: event.proof }, now);
    case 'keys-destroyed':
      return closing(record, { confirmation: event.proof }, now);
  }
}

export function evolveProject(record: ProjectRecord | undefined, event: ProjectEvent, moment: Moment): ProjectRecord {
  const before = record ?? (event.kind === 'drafted' ? drafted(event.id, event.applicant) : drafted('', ''));
  const after = { ...happened(before, event, moment), state: event.to };
  return { ...after, approvals: approvalsOf(after) };
}
