/**
 * What must hold for a command, each rule by the name that the table and the refusals give it; and what tells two rows apart.
 *
 * Long because it has a line for every rule, and a reader looks for one.
 */
import type { Refusal } from '../../workflow/contract.ts';
import type { AirlockFile, AirlockRequest, AirlockState, Bytes } from '../contract.ts';
import { type Asking, hasPlace } from './airlock-authority.ts';
import { earlyScanOf, isClean, isWorse, outcomeOf, worseScan } from './airlock-checks.ts';
import { frozenKey, releasedKey } from './airlock-commands.ts';
import { expiryOf, limits, reviewersNeeded, scanDue, stuckDue } from './airlock-limits.ts';
import { everMember, reviewOutcome, votedEnough } from './airlock-reviews.ts';
import { judgedFile, scannedFile } from './airlock-scans.ts';
import type { FindingWord, RuleWord } from './airlock-words.ts';
import { meet, nameFaults } from './file-names.ts';
import { missingAtRelease, type StandingRule } from './release-standing.ts';

export interface Ruling extends Asking {
  readonly request: AirlockRequest;
}
type Rule = (ruling: Ruling) => readonly string[];

const askerOf = ({ moment: { actor } }: Asking): string => (actor.kind === 'person' ? actor.id : '');
const unless = (met: boolean, says: string): readonly string[] => (met ? [] : [says]);

/** The file that a command is about: one of the request's. */
const fileOf = ({ request, command }: Ruling): AirlockFile | undefined =>
  'file' in command && typeof command.file === 'string'
    ? request.files.find(({ id }) => id === command.file)
    : undefined;
const added = ({ command }: Ruling) => (command.kind === 'add-file' ? command.file : undefined);
const reviewOf = ({ request }: Ruling, person: string) => request.reviews.find(({ reviewer }) => reviewer === person);
/** Whose review the command is about. */
const aboutWhom = (ruling: Ruling): string =>
  ruling.command.kind === 'drop-review' ? ruling.command.reviewer : askerOf(ruling);

/** Name that a command would give a file, and the others of the request. */
function naming(ruling: Ruling): { readonly name: string | undefined; readonly others: readonly AirlockFile[] } {
  const { command, request } = ruling;
  if (command.kind === 'add-file') return { name: command.file.name, others: request.files };
  if (command.kind !== 'describe-file') return { name: undefined, others: [] };
  return { name: command.name, others: request.files.filter(({ id }) => id !== command.file) };
}

const total = (files: readonly Pick<AirlockFile, 'draft'>[]): number =>
  files.reduce((sum, { draft }) => sum + draft.bytes, 0);

/** Each file once and no other, with the bytes that it had. */
function sameFiles(
  said: readonly { readonly file: string; readonly sha256: string; readonly bytes?: number; readonly key?: string }[],
  had: readonly {
    readonly id: string;
    readonly bytes: Pick<Bytes, 'sha256' | 'bytes'> | undefined;
    readonly key?: string;
  }[],
): boolean {
  if (said.length !== had.length) return false;
  return had.every(({ id, bytes, key }) => {
    const found = said.filter(({ file }) => file === id);
    const [one] = found;
    if (one === undefined || found.length !== 1 || bytes === undefined) return false;
    const size = one.bytes === undefined || one.bytes === bytes.bytes;
    return one.sha256 === bytes.sha256 && size && (key === undefined || one.key === key);
  });
}

function sameBytes({ request, command }: Ruling): boolean {
  const { id, project, round, files } = request;
  if (command.kind === 'freeze') {
    const said = command.files.map(({ file, frozen }) => ({ ...frozen, file }));
    return sameFiles(
      said,
      files.map((one) => ({ id: one.id, bytes: one.draft, key: frozenKey(id, round, one.id) })),
    );
  }
  if (command.kind === 'checked')
    return sameFiles(
      command.files,
      files.map((one) => ({ id: one.id, bytes: one.frozen })),
    );
  if (command.kind !== 'released') return false;
  const said = command.files.map(({ file, released }) => ({ ...released, file }));
  return sameFiles(
    said,
    files.map((one) => ({ id: one.id, bytes: one.frozen, key: releasedKey(project, id, one.id) })),
  );
}

const ownKey = (request: AirlockRequest, file: Pick<AirlockFile, 'id' | 'draft'>): boolean =>
  ['deposits', 'uploads', 'parts'].some((folder) => {
    const place = `${folder}/${request.project}/${request.requester}/${file.id}`;
    return file.draft.key === place || (folder === 'parts' && file.draft.key === `${place}/1`);
  });

const stands =
  (rule: StandingRule): Rule =>
  ({ request, facts, moment: { now } }) =>
    missingAtRelease(request, facts, now)[rule];

const byRule: Readonly<Record<RuleWord, Rule>> = {
  file: (ruling) => {
    const { command } = ruling;
    const none = command.kind === 'comment' && command.file === undefined;
    return unless(none || fileOf(ruling) !== undefined, 'the request has no such file');
  },
  'new-file': (ruling) =>
    unless(!ruling.request.files.some(({ id }) => id === added(ruling)?.id), 'this deposit is in the request already'),
  'file-name': (ruling) => {
    const { name } = naming(ruling);
    return name === undefined ? [] : nameFaults(name);
  },
  'unique-name': (ruling) => {
    const { name, others } = naming(ruling);
    const twice = name !== undefined && others.some((one) => meet(one.name, name));
    return unless(
      !twice,
      'another file of the request has this name, or one that some machine takes for the same, or one of both names is a folder of the other',
    );
  },
  'own-deposit': (ruling) => {
    const file = added(ruling);
    return unless(file !== undefined && ownKey(ruling.request, file), 'nobody adds what another has deposited');
  },
  origin: (ruling) => {
    const from = added(ruling)?.origin.from;
    const inwards = ruling.request.direction === 'in';
    return unless(
      (from === 'outside') === inwards,
      `what goes ${inwards ? 'in comes from outside' : 'out comes from inside'}`,
    );
  },
  bytes: (ruling) => {
    const { bytesPerFile } = limits[ruling.request.direction];
    const bytes = added(ruling)?.draft.bytes ?? 0;
    return unless(
      Number.isInteger(bytes) && bytes > 0 && bytes <= bytesPerFile,
      `a file has 1 to ${bytesPerFile} bytes, got ${bytes}`,
    );
  },
  room: (ruling) => {
    const { files, direction } = ruling.request;
    const most = limits[direction];
    const bytes = total(files) + (added(ruling)?.draft.bytes ?? 0);
    return [
      ...unless(files.length < most.files, `a request has at most ${most.files} files`),
      ...unless(bytes <= most.bytesPerRequest, `a request has at most ${most.bytesPerRequest} bytes, got ${bytes}`),
    ];
  },
  files: ({ request }) => unless(request.files.length > 0, 'a request without files is nothing to check'),
  'not-requester': (ruling) =>
    unless(askerOf(ruling) !== ruling.request.requester, 'nobody reviews what they asked for themselves'),
  'never-member': (ruling) =>
    unless(
      !everMember(ruling.facts, askerOf(ruling)),
      'nobody reviews for a project that they are or were a member of',
    ),
  place: (ruling) => {
    const { reviews } = ruling.request;
    return [
      ...unless(!hasPlace(ruling.request, askerOf(ruling)), 'you have a place among the reviewers already'),
      ...unless(reviews.length < reviewersNeeded, `${reviewersNeeded} reviewers have this request already`),
    ];
  },
  'holds-place': (ruling) =>
    unless(hasPlace(ruling.request, aboutWhom(ruling)), 'the person has no place among the reviewers'),
  unfinished: (ruling) =>
    unless(reviewOf(ruling, aboutWhom(ruling))?.finishedAt === undefined, 'the review is finished, and final'),
  reason: ({ command }) =>
    unless(
      command.kind === 'vote' && (command.choice === 'approve' || command.reason.trim().length >= 3),
      'a vote that does not approve gives its reason',
    ),
  'all-voted': (ruling) => {
    const review = reviewOf(ruling, askerOf(ruling));
    const enough = review !== undefined && votedEnough(review, ruling.request.files);
    return unless(enough, 'every file needs a vote, or one a rejection');
  },
  frozen: (ruling) => unless(fileOf(ruling)?.frozen !== undefined, 'the file was never submitted as it is'),
  round: ({ request, command }) =>
    unless('round' in command && command.round === request.round, `the request is in round ${request.round}`),
  'same-bytes': (ruling) =>
    unless(sameBytes(ruling), 'these are not the bytes of every file of the request, each once'),
  profile: ({ request, command }) =>
    unless(
      command.kind === 'freeze' && (command.profile.id === 'inbound') === (request.direction === 'in'),
      'the profile is none for this direction',
    ),
  worst: ({ command }) =>
    unless(
      command.kind === 'checked' && !command.files.some(({ verdict }) => isWorse(verdict, command.report.verdict)),
      'the verdict of a report is never better than that of a file',
    ),
  version: (ruling) => {
    const { command } = ruling;
    const frozen = fileOf(ruling)?.frozen;
    const early = frozen === undefined;
    const same = command.kind === 'scan-result' && frozen?.versionId === command.versionId;
    return unless(early || same, 'the scan is of another version than the one that is frozen');
  },
  'scans-missing': ({ request }) =>
    unless(
      request.files.some(({ scan }) => scan === undefined),
      'every file has been scanned',
    ),
  overdue: ({ request, moment: { now } }) =>
    unless(now >= scanDue(request), `scans are waited for until ${scanDue(request)}`),
  due: ({ request, moment: { now } }) => {
    const until = expiryOf(request);
    return unless(until !== undefined && now >= until, `the request rests until ${until ?? 'it goes on'}`);
  },
  'stuck-due': ({ request, moment: { now } }) =>
    unless(now >= stuckDue(request), `nobody is late before ${stuckDue(request)}`),
  'not-marked': ({ request }) => unless(request.stuckAt === undefined, 'somebody was told already'),
  clean: ({ request }) =>
    unless(
      request.files.every(({ scan }) => isClean(scan)),
      'a file was found to be other than clean since it was approved',
    ),
  'nothing-released': ({ request }) =>
    unless(
      !(request.state === 'failed' && request.failedIn === 'releasing'),
      'bytes may have been released already; it can be tried again, or revoked',
    ),
  'project-stands': stands('project-stands'),
  'requester-stands': stands('requester-stands'),
  'reviewers-stand': stands('reviewers-stand'),
};

export const ruleRefusals = (rule: RuleWord, ruling: Ruling): readonly Refusal[] =>
  byRule[rule](ruling).map((says) => ({ rule, says }));

/** The request as the event of a scan or report will leave it; nothing else of it matters here. */
function checkedThen(ruling: Ruling): AirlockRequest {
  const { request, command } = ruling;
  if (command.kind === 'scan-result')
    return { ...request, files: request.files.map((one) => scannedFile(one, command)) };
  if (command.kind !== 'checked') return request;
  return { ...request, report: command.report, files: request.files.map((one) => judgedFile(one, command.files)) };
}

/** Whether a scan changes what is known of its version. */
function somethingNew(ruling: Ruling): boolean {
  const { request, command } = ruling;
  if (command.kind !== 'scan-result') return false;
  const { file, versionId, result } = command;
  const known = fileOf(ruling)?.frozen === undefined ? earlyScanOf(request, file, versionId) : fileOf(ruling)?.scan;
  return known === undefined || worseScan(known, result) !== known;
}

const outcome = (word: ReturnType<typeof outcomeOf>) => (ruling: Ruling) => outcomeOf(checkedThen(ruling)) === word;
const reviewed = (word: ReturnType<typeof reviewOutcome>) => (ruling: Ruling) =>
  reviewOutcome(ruling.request, askerOf(ruling), ruling.facts, ruling.moment.now) === word;
const failedIn = (state: AirlockState) => (ruling: Ruling) => ruling.request.failedIn === state;
const findsNothing = ({ command }: Ruling) => command.kind === 'scan-result' && isClean(command.result);

const byFinding: Readonly<Record<FindingWord, (ruling: Ruling) => boolean>> = {
  'nothing-new': (ruling) => !somethingNew(ruling),
  'something-new': somethingNew,
  'more-to-come': outcome('more-to-come'),
  threat: outcome('threat'),
  disclosure: outcome('disclosure'),
  'needs-fix': outcome('needs-fix'),
  reviewable: outcome('reviewable'),
  'one-finished': reviewed('one-finished'),
  'other-void': reviewed('other-void'),
  'one-rejects': reviewed('one-rejects'),
  'one-wants-changes': reviewed('one-wants-changes'),
  'both-approve': reviewed('both-approve'),
  unclean: (ruling) => !findsNothing(ruling),
  'no-report': ({ request }) => request.report === undefined,
  'report-in': ({ request }) => request.report !== undefined,
  'was-freezing': failedIn('submitted'),
  'was-checking': failedIn('checking'),
  'was-approved': failedIn('approved'),
  'was-releasing': failedIn('releasing'),
  inbound: ({ request }) => request.direction === 'in',
  outbound: ({ request }) => request.direction === 'out',
};

export const isFinding = (word: string): word is FindingWord => word in byFinding;
export const finds = (word: FindingWord, ruling: Ruling): boolean => byFinding[word](ruling);
