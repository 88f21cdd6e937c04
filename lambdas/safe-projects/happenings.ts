import { gateOf } from './amendments.ts';
import { seatOf, tally } from './committee.ts';
import { type Asking, controllerOf } from './project-authority.ts';
import type { Happening } from './project-events.ts';
import { amendmentOf, changeOf, type Ruling } from './project-rules.ts';
import type { EventKind } from './project-words.ts';

/** What an accepted command makes happen, told from the command, the actor and the register. */
function maker(asking: Asking): (kind: EventKind) => Happening {
  const { command, moment, facts } = asking;
  const { now, actor } = moment;
  const by = actor.kind === 'person' ? actor.id : actor.name;
  const record = asking.record;
  const reason = 'reason' in command ? command.reason : '';
  const impossible = (kind: EventKind) => new Error(`"${command.kind}" cannot make "${kind}" happen; mend the table`);
  const ruling = (kind: EventKind): Ruling => {
    if (record === undefined) throw impossible(kind);
    return { ...asking, record };
  };
  const amended = (kind: EventKind) => {
    const found = amendmentOf(ruling(kind));
    if (found === undefined) throw impossible(kind);
    return found;
  };

  return (kind) => {
    switch (kind) {
      case 'drafted':
        if (command.kind !== 'draft') throw impossible(kind);
        return { kind, id: facts.id, applicant: by, application: command.application };
      case 'revised':
        if (command.kind !== 'revise') throw impossible(kind);
        return { kind, application: command.application };
      case 'submitted':
      case 'accepted':
        return { kind };
      case 'withdrawn':
      case 'returned':
      case 'refused':
      case 'triage-passed':
      case 'approved':
      case 'resumed':
        return { kind, reason };
      case 'suspended':
        return { kind, reason: command.kind === 'suspend' ? reason : 'no lead remains' };
      case 'resume-proposed':
        return { kind, by, reason };
      case 'reference-recorded': {
        if (command.kind === 'record-not-applicable') {
          return { kind, recorded: { of: command.of, applies: false, reason, by } };
        }
        if (command.kind !== 'record-reference') throw impossible(kind);
        const { of, reference, evidence, from, expires } = command;
        return { kind, recorded: { of, applies: true, reference, evidence, from, expires, by } };
      }
      case 'committee-opened': {
        if (command.kind !== 'open-committee') throw impossible(kind);
        const seats = command.members.flatMap((id) => {
          const person = facts.people[id];
          const seat = person === undefined ? undefined : seatOf(person, now);
          return seat === undefined ? [] : [seat];
        });
        const about = record?.state === 'ig-review' ? 'application' : (command.amendment ?? '');
        return { kind, about, chair: command.chair, seats };
      }
      case 'chair-named':
        if (command.kind !== 'name-chair') throw impossible(kind);
        return { kind, chair: command.chair };
      case 'conflict-declared':
        if (command.kind !== 'declare-conflict') throw impossible(kind);
        return { kind, person: command.person, interest: command.interest, by };
      case 'voted':
        if (command.kind !== 'vote') throw impossible(kind);
        return { kind, vote: { person: by, vote: command.vote, reason } };
      case 'vote-closed': {
        const meeting = record?.meeting;
        if (command.kind !== 'close-vote' || meeting === undefined) throw impossible(kind);
        const { counted, excluded, carried } = tally(meeting, { ...facts, record: ruling(kind).record, now });
        const { conditions } = command;
        return { kind, about: meeting.about, outcome: { carried, reason, counted, excluded }, conditions };
      }
      case 'controller-agreed': {
        if (command.kind !== 'controller-agrees') throw impossible(kind);
        const { dataset, reference, evidence, from, expires } = command;
        const controller = controllerOf(ruling(kind).record, dataset);
        if (controller === undefined) throw impossible(kind);
        return { kind, agreement: { dataset, controller, reference, evidence, from, expires, by } };
      }
      case 'controller-objected':
      case 'objection-withdrawn':
      case 'dataset-dropped':
        if (!('dataset' in command)) throw impossible(kind);
        return { kind, dataset: command.dataset, reason, by };
      case 'condition-met':
        if (command.kind !== 'meet-condition') throw impossible(kind);
        return { kind, condition: command.condition, evidence: command.evidence, by };
      case 'went-live':
        return { kind, members: ruling(kind).record.people };
      case 'amendment-proposed':
        if (command.kind !== 'propose-amendment') throw impossible(kind);
        return { kind, amendment: { id: command.id, change: changeOf(command), reason, proposedBy: by } };
      case 'amendment-passed': {
        const { id } = amended(kind);
        const gate = gateOf(amended(kind), ruling(kind).record, facts.parameters);
        if (gate === undefined) throw impossible(kind);
        return { kind, amendment: id, gate, reason };
      }
      case 'amendment-granted': {
        const { id, change } = amended(kind);
        return { kind, amendment: id, change, byCommittee: command.kind === 'close-vote' };
      }
      case 'amendment-refused':
      case 'amendment-withdrawn':
        return { kind, amendment: amended(kind).id, reason };
      case 'member-ended':
        if (command.kind !== 'end-membership') throw impossible(kind);
        return { kind, person: command.person, reason };
      case 'closed':
        return { kind, reason, at: now };
      case 'archived':
        if (command.kind !== kind) throw impossible(kind);
        return { kind, proof: command.proof };
      case 'extract-deleted':
        if (command.kind !== kind) throw impossible(kind);
        return { kind, proof: command.proof };
      case 'keys-scheduled':
        if (command.kind !== kind) throw impossible(kind);
        return { kind, proof: command.proof };
      case 'certified':
        if (command.kind !== kind) throw impossible(kind);
        return { kind, proof: command.proof };
      case 'keys-destroyed':
        if (command.kind !== kind) throw impossible(kind);
        return { kind, proof: command.proof };
    }
  };
}

export const happenings = (asking: Asking, kinds: readonly EventKind[]): readonly Happening[] =>
  kinds.map(maker(asking));
