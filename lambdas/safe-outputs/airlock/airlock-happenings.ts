import type { AirlockRequest } from '../contract.ts';
import type { Asking } from './airlock-authority.ts';
import { isClean } from './airlock-checks.ts';
import type { AirlockCommand, CommandOf } from './airlock-commands.ts';
import type { Happening } from './airlock-events.ts';
import type { EventKind } from './airlock-words.ts';

/** What an accepted command makes happen, told from the command, the actor and the request. */
function maker({ request, command, moment, facts }: Asking): (kind: EventKind) => Happening {
  const { actor } = moment;
  const by = actor.kind === 'person' ? actor.id : actor.name;
  const impossible = (kind: EventKind) => new Error(`"${command.kind}" cannot make "${kind}" happen; mend the table`);
  const of = <Kind extends AirlockCommand['kind']>(kind: EventKind, wanted: Kind): CommandOf<Kind> => {
    if (command.kind !== wanted) throw impossible(kind);
    return command as CommandOf<Kind>;
  };
  const known = (kind: EventKind): AirlockRequest => {
    if (request === undefined) throw impossible(kind);
    return request;
  };
  /** Of the two who finished, this one last. */
  const reviewers = (kind: EventKind): readonly string[] => [
    ...known(kind).reviews.flatMap(({ reviewer, finishedAt }) =>
      finishedAt !== undefined && reviewer !== by ? [reviewer] : [],
    ),
    by,
  ];

  return (kind) => {
    switch (kind) {
      case 'drafted': {
        const { project, direction, title, purpose, commit } = of(kind, 'draft');
        const code = commit === undefined ? {} : { commit };
        return { kind, request: facts.id, project, direction, requester: by, title, purpose, ...code };
      }
      case 'file-added':
        return { kind, file: of(kind, 'add-file').file };
      case 'file-described': {
        const { file, name, context } = of(kind, 'describe-file');
        return { kind, file, ...(name === undefined ? {} : { name }), ...(context === undefined ? {} : { context }) };
      }
      case 'file-removed':
        return { kind, file: of(kind, 'remove-file').file };
      case 'submitted': {
        const { exception } = of(kind, 'submit');
        return { kind, round: known(kind).round + 1, ...(exception === undefined ? {} : { exception }) };
      }
      case 'withdrawn':
        return { kind, reason: of(kind, 'withdraw').reason };
      case 'frozen': {
        const { files, profile } = of(kind, 'freeze');
        return { kind, files, profile };
      }
      case 'scanned': {
        const { file, versionId, result } = of(kind, 'scan-result');
        return { kind, file, versionId, result };
      }
      case 'checked': {
        const { files, report } = of(kind, 'checked');
        return { kind, files, report };
      }
      case 'blocked':
        return { kind, because: whyBlocked(command, known(kind)) };
      case 'changes-requested':
        return { kind, by: command.kind === 'finish-review' ? 'reviewers' : 'machine' };
      case 'review-taken':
      case 'review-finished':
        return { kind, reviewer: by };
      case 'review-dropped':
        return { kind, reviewer: of(kind, 'drop-review').reviewer };
      case 'review-voided': {
        const [reviewer] = reviewers(kind);
        if (reviewer === undefined || reviewer === by) throw impossible(kind);
        return { kind, reviewer };
      }
      case 'voted': {
        const { file, choice, reason } = of(kind, 'vote');
        return { kind, reviewer: by, file, choice, reason };
      }
      case 'approved':
      case 'rejected':
        return { kind, reviewers: reviewers(kind) };
      case 'commented': {
        const { file, text } = of(kind, 'comment');
        return { kind, by, ...(file === undefined ? {} : { file }), text };
      }
      case 'viewed':
        return { kind, by, file: of(kind, 'view').file };
      case 'released': {
        const { files, record, crate } = of(kind, 'released');
        return { kind, files, record, crate };
      }
      case 'revoked':
        return { kind, by, reason: of(kind, 'revoke').reason };
      case 'failed':
        return { kind, in: known(kind).state, because: of(kind, 'fail').because };
      case 'review-opened':
      case 'reopened':
      case 'release-begun':
      case 'retried':
      case 'expired':
      case 'stuck':
        return { kind };
    }
  };
}

function whyBlocked(command: AirlockCommand, { files }: AirlockRequest): string {
  if (command.kind === 'scan-overdue') return 'no-scan-verdict';
  const found = files.some(({ scan }) => scan !== undefined && !isClean(scan));
  const finds = command.kind === 'scan-result' && !isClean(command.result);
  return found || finds ? 'threat' : 'disclosure';
}

export const happenings = (asking: Asking, kinds: readonly EventKind[]): readonly Happening[] =>
  kinds.map(maker(asking));
