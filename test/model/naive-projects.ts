// Long because it is one table: what each event of a project needs, and what it leaves.

import { able, type Change, holdsRole, isMember, type Study, standing, uncovered, type World } from './naive.ts';
import { type Complain, type Deed, isOfficer } from './naive-people.ts';

const blank: Study = {
  ...{ state: 'nothing', applicant: '', leadOrganisation: '', starts: '', ends: '', decidedEnd: '', shared: false },
  ...{ asked: [], datasets: [], members: [], agreements: {}, objections: [], references: {}, conditions: [] },
  amendments: {},
};

const day = 86_400_000;
const plusDays = (at: string, days: number): string => new Date(Date.parse(at) + days * day).toISOString();

/** Whoever has a part in the project decides nothing about it. */
const hasPart = (study: Study, person: string): boolean =>
  study.applicant === person ||
  [...study.asked, ...study.members].some((one) => one.person === person) ||
  Object.values(study.amendments).some(
    ({ by, change }) => by === person || (change.kind === 'new-person' && change.person.person === person),
  );

/** Votes that count: of committee or lay members in good standing, without a conflict. */
function counted(world: World, study: Study, at: string) {
  const { meeting } = study;
  const fit = (meeting?.seats ?? []).filter((person) => {
    const soul = world.people[person];
    if (meeting === undefined || soul === undefined || !standing(world, person)) return false;
    const conflict =
      hasPart(study, person) || soul.organisation === study.leadOrganisation || meeting.conflicts.includes(person);
    return !conflict && (holdsRole(soul, 'committee-member', at) || holdsRole(soul, 'lay-member', at));
  });
  const votes = fit.filter((person) => meeting?.votes[person] !== undefined);
  const lay = votes.filter((person) => {
    const soul = world.people[person];
    return soul !== undefined && holdsRole(soul, 'lay-member', at) && !holdsRole(soul, 'committee-member', at);
  });
  const yes = votes.filter((person) => meeting?.votes[person] === 'approve');
  return { fit, votes, lay, carried: yes.length * 2 > votes.length };
}

/** The project after this, and a complaint about everything that should not have been accepted. */
export function studied(world: World, deed: Deed, complain: Complain): Study {
  const { id, at, kind, data, by, signedInAt } = deed;
  const before = world.studies[id] ?? blank;
  const state = String(data.to);
  const study = { ...before, state };
  const text = (name: string): string => String(data[name]);
  const demand = (met: boolean, because: string): void => {
    if (!met) complain(`${kind} of project ${id} by ${by}: ${because}`);
  };
  const soul = world.people[by];
  const officer = isOfficer(world, by, at, signedInAt);
  const independent = officer && !hasPart(before, by);
  const lead = isMember(before, by, at) && before.members.some((one) => one.person === by && one.as === 'lead');
  const chair = before.meeting?.chair === by;
  demand(standing(world, by, signedInAt), 'is not in good standing');
  demand(soul === undefined || !holdsRole(soul, 'assessor', at), 'an assessor changes nothing');
  if (state === 'live' && before.state !== 'live') demand(['went-live', 'resumed'].includes(kind), 'no way to live');

  const ready = (members: readonly { readonly person: string; readonly as: string }[]): void => {
    demand(independent, 'needs an officer without a part');
    const missing = uncovered(before, at);
    demand(missing.length === 0 && before.conditions.length === 0, `lacks ${missing.join(', ')} or conditions`);
    demand(at < before.ends, 'is over');
    const when = [at, before.starts].sort().at(-1);
    const fit = members.filter(({ person }) => able(world, person, true, when));
    demand(fit.some(({ as }) => as === 'lead') && fit.length > 1, 'has no lead and second member who could work');
  };

  switch (kind) {
    case 'drafted':
    case 'revised': {
      const application = data.application as Readonly<Record<string, never>>;
      const ends = plusDays(`${application.ends}T00:00:00.000Z`, 1);
      return {
        ...{
          ...study,
          applicant: kind === 'drafted' ? by : before.applicant,
          leadOrganisation: application.lead ?? '',
        },
        ...{
          starts: `${application.starts}T00:00:00.000Z`,
          ends,
          decidedEnd: ends,
          shared: application.resultsShared ?? false,
        },
        ...{ datasets: application.datasets ?? [], asked: application.people ?? [] },
      };
    }
    case 'returned':
    case 'withdrawn': {
      const { meeting: _, ...rest } = study;
      return kind === 'returned' ? { ...rest, agreements: {}, references: {} } : rest;
    }
    case 'accepted':
    case 'triage-passed':
      demand(independent, 'needs an officer without a part');
      return study;
    case 'reference-recorded': {
      demand(independent, 'needs an officer without a part');
      const found = data.recorded as { of: string; applies: boolean; from: string; expires: string };
      return { ...study, references: { ...study.references, [found.of]: found.applies ? found : 'not-applicable' } };
    }
    case 'committee-opened': {
      demand(independent, 'needs an officer without a part');
      const seats = (data.seats as readonly { readonly person: string }[]).map(({ person }) => person);
      const meeting = {
        about: text('about'),
        openedAt: at,
        chair: text('chair'),
        seats,
        conflicts: [],
        votes: {},
        open: true,
      };
      return { ...study, meeting };
    }
    case 'chair-named':
    case 'conflict-declared':
    case 'voted':
      return atMeeting(study, deed, demand, independent);
    case 'vote-closed': {
      const { meeting } = before;
      demand(chair && meeting?.open === true, 'only the chair of an open vote may');
      const { fit, votes, lay, carried } = counted(world, before, at);
      demand(votes.length >= 5, `${votes.length} votes are no quorum`);
      demand(lay.length >= 1, 'no lay member voted');
      const late = at >= plusDays(meeting?.openedAt ?? at, 7);
      demand(votes.length === fit.length || late, 'somebody may vote still');
      const { carried: said } = data.outcome as { readonly carried: boolean };
      demand(said === carried, `${carried ? 'carried' : 'not carried'}, and the opposite was written`);
      const closed = { ...study, ...(meeting && { meeting: { ...meeting, open: false } }) };
      if (text('about') !== 'application' || !carried) return closed;
      const conditions = (data.conditions as readonly { readonly id: string }[]).map((one) => one.id);
      const decided = { ...closed, approval: { from: at, expires: study.ends }, conditions };
      if (state === 'approved') demand(uncovered(decided, at).length === 0, 'approved without its cover');
      return decided;
    }
    case 'condition-met':
      demand(independent, 'needs an officer without a part');
      return { ...study, conditions: study.conditions.filter((one) => one !== text('condition')) };
    case 'approved':
      demand(independent, 'needs an officer without a part');
      demand(uncovered(before, at).length === 0 && before.conditions.length === 0, 'approved without its cover');
      return study;
    case 'controller-agreed':
    case 'controller-objected':
    case 'objection-withdrawn': {
      const agreement = data.agreement as { dataset: string; from: string; expires: string } | undefined;
      const dataset = agreement?.dataset ?? text('dataset');
      const asked = Object.values(before.amendments).flatMap(({ change }) =>
        change.kind === 'new-dataset' ? [change.dataset] : [],
      );
      const controller = [...before.datasets, ...asked].find((one) => one.dataset === dataset)?.controller;
      const speaks = soul !== undefined && holdsRole(soul, 'data-manager', at) && soul.organisation === controller;
      demand(speaks && !hasPart(before, by), 'does not speak for the controller');
      const others = study.objections.filter((one) => one !== dataset);
      if (agreement !== undefined) return { ...study, agreements: { ...study.agreements, [dataset]: agreement } };
      return { ...study, objections: kind === 'controller-objected' ? [...others, dataset] : others };
    }
    case 'went-live': {
      ready(before.asked);
      demand(before.state === 'approved', 'was not approved');
      const members = before.asked.map(({ person, as }) => ({ person, as, from: at, until: before.ends }));
      return { ...study, members };
    }
    case 'suspended':
    case 'resume-proposed':
    case 'resumed': {
      const { resumeBy: first, ...rest } = study;
      if (kind === 'suspended')
        demand(officer || !isMember(before, by, at) || lead || state === 'suspended', 'needs an officer');
      if (kind === 'resume-proposed') demand(independent, 'needs an officer without a part');
      if (kind !== 'resumed') return kind === 'suspended' ? rest : { ...rest, resumeBy: by };
      ready(before.members.filter((one) => one.ended !== true && at < one.until));
      demand(first !== undefined && first !== by, 'one officer alone resumed it');
      return rest;
    }
    case 'member-ended': {
      demand(officer || lead || by === text('person'), 'needs an officer, a lead or the person');
      const members = study.members.map((one) =>
        one.person === text('person') ? { ...one, ended: true as const } : one,
      );
      return { ...study, members };
    }
    case 'closed':
      demand(independent || lead || before.applicant === by, 'needs an officer or a lead');
      return study;
    default:
      return kind.startsWith('amendment-') ? amended(study, deed, demand, { independent, lead, chair }) : study;
  }
}

type Demand = (met: boolean, because: string) => void;

function atMeeting(study: Study, { kind, data, by }: Deed, demand: Demand, independent: boolean): Study {
  const { meeting } = study;
  if (meeting === undefined) {
    demand(false, 'no vote is open');
    return study;
  }
  demand(meeting.open, 'no vote is open');
  if (kind === 'chair-named') {
    demand(independent, 'needs an officer without a part');
    return { ...study, meeting: { ...meeting, chair: String(data.chair) } };
  }
  if (kind === 'conflict-declared') {
    demand(independent || by === data.person, 'needs an officer or the member');
    return { ...study, meeting: { ...meeting, conflicts: [...meeting.conflicts, String(data.person)] } };
  }
  const { vote } = data.vote as { readonly vote: string };
  demand(meeting.seats.includes(by) && meeting.votes[by] === undefined, 'has no seat or voted before');
  demand(!hasPart(study, by) && !meeting.conflicts.includes(by), 'has a conflict');
  return { ...study, meeting: { ...meeting, votes: { ...meeting.votes, [by]: vote } } };
}

function amended(
  study: Study,
  { kind, data, by, at }: Deed,
  demand: Demand,
  { independent, lead, chair }: { readonly independent: boolean; readonly lead: boolean; readonly chair: boolean },
): Study {
  if (kind === 'amendment-proposed') {
    demand(lead, 'needs a lead');
    const { id, change } = data.amendment as { readonly id: string; readonly change: Change };
    return { ...study, amendments: { ...study.amendments, [id]: { by, change, passedBy: [] } } };
  }
  const id = String(data.amendment);
  const found = study.amendments[id];
  demand(found !== undefined, 'no such amendment is open');
  if (found === undefined) return study;
  if (kind === 'amendment-passed') {
    demand(found.by !== by, 'whoever proposed it passed it');
    return { ...study, amendments: { ...study.amendments, [id]: { ...found, passedBy: [...found.passedBy, by] } } };
  }
  const { [id]: _, ...others } = study.amendments;
  const rest = { ...study, amendments: others };
  if (kind !== 'amendment-granted') return rest;
  const { change } = found;
  demand(found.passedBy.length > 0 && !found.passedBy.includes(found.by), 'nobody but the proposer agreed');
  if (change.kind === 'new-person') {
    demand(independent, 'needs an officer without a part');
    return { ...rest, members: [...rest.members, { ...change.person, from: at, until: rest.ends }] };
  }
  if (change.kind === 'new-dataset') {
    demand(found.passedBy.length === 3, 'needs officer, committee and controller');
    return { ...rest, datasets: [...rest.datasets, change.dataset] };
  }
  const furthest = new Date(study.decidedEnd);
  furthest.setUTCMonth(furthest.getUTCMonth() + 6);
  demand(change.ends <= furthest.toISOString() || study.meeting?.about === id, 'too long for the chair alone');
  demand(chair || study.meeting?.about === id || !independent, 'needs the chair');
  return {
    ...rest,
    ends: change.ends,
    ...(rest.approval && { approval: { ...rest.approval, expires: change.ends } }),
    members: rest.members.map((one) => (one.until === study.ends ? { ...one, until: change.ends } : one)),
  };
}
