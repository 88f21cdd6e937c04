import type { AirlockLine } from '../../../lambdas/safe-outputs/airlock/airlock-lines.ts';
import { requestView } from '../../../lambdas/safe-outputs/airlock-views.ts';
import type { AirlockRequest, AirlockStatus } from '../../../lambdas/safe-outputs/contract.ts';
import type { Plea } from './naive.ts';
import { everybody, project } from './register.ts';
import type { Got, Sent, Stage } from './stage.ts';

/** What must hold after an answer, after every step, and at the end. */

const over = ['rejected', 'released', 'revoked', 'withdrawn', 'expired'];
const done = ({ reviews }: Plea): number => Object.values(reviews).filter((one) => one.done).length;

interface Shown {
  readonly reviews?: readonly { readonly reviewer: string; readonly votes: readonly unknown[] }[];
  readonly comments?: readonly { readonly by: string; readonly round: number }[];
}

/** Nobody sees the vote of another before two have finished. */
function blind(stage: Stage, id: string, person: string, shown: Shown): void {
  const plea = stage.oracle.pleas.get(id);
  if (plea === undefined || done(plea) >= 2 || ['draft', 'changes-requested'].includes(plea.state)) return;
  const votes = shown.reviews?.some((one) => one.reviewer !== person && one.votes.length > 0);
  if (votes === true) stage.oracle.complain(`${person} sees the vote of another in ${id}`);
  if (person === plea.requester) return;
  const others = Object.keys(plea.reviews).filter((one) => one !== person);
  const said = shown.comments?.some(({ by, round }) => round === plea.round && others.includes(by));
  if (said === true) stage.oracle.complain(`${person} sees what another reviewer of ${id} wrote`);
}

/** @param replayed whether the same command had been sent before. */
export function checkAnswer(stage: Stage, sent: Sent, got: Got, replayed: boolean): void {
  const { oracle } = stage;
  const { person, operation, parameters } = sent;
  const id = parameters.request ?? String(got.body?.id ?? '');
  const say = (because: string): void => oracle.complain(`${operation} for ${person}: ${because}`);
  const commandId = String(sent.body.commandId ?? '');
  if (got.status >= 300) {
    if (got.status < 500 && !replayed && commandId !== '' && oracle.obeyed('airlock', id, commandId))
      say('refused, and obeyed');
    return;
  }
  if (got.body !== undefined && id !== '') blind(stage, id, person, got.body);
  if (got.body !== undefined && operation === 'airlock-history' && JSON.stringify(got.body).includes('approve"'))
    say('a history tells of votes');
  if (commandId !== '' && id !== '' && !oracle.obeyed('airlock', id, commandId) && !replayed)
    say('said to be done, and no event says so');
  if (got.bytes === undefined) return;
  const paper = oracle.pleas.get(id)?.files[parameters.file ?? ''];
  const frozen = paper?.frozen && stage.buckets.reviews.version(paper.frozen.key, paper.frozen.versionId)?.content;
  if (got.bytes !== frozen) say('other bytes than were frozen are shown');
  stage.world.served.set(operation, (stage.world.served.get(operation) ?? 0) + 1);
}

const checked = new WeakMap<Stage, Map<string, Plea>>();

/** What lies in stores and tables is what the plain reading of the events says. */
export function checkKept(stage: Stage): void {
  const { oracle, buckets } = stage;
  for (const [direction, bucket] of [
    ['out', buckets.released],
    ['in', buckets.inputs],
  ] as const) {
    for (const key of bucket.keys()) {
      const [, id = '', file = ''] = key.split('/');
      const plea = oracle.pleas.get(id);
      const versions = bucket.versions(key);
      if (versions.length !== 1) oracle.complain(`${key} was released ${versions.length} times`);
      if (plea?.begun !== true) oracle.complain(`${key} lies in ${bucket.name}, and nobody let it`);
      const paper = plea?.files[file];
      if (paper === undefined && file.includes('-0000-')) oracle.complain(`${key} is no file of its request`);
      if (paper === undefined) continue;
      if (plea?.direction !== direction) oracle.complain(`${key} went the other way`);
      const frozen = paper.frozen && buckets.reviews.version(paper.frozen.key, paper.frozen.versionId);
      if (frozen?.content !== versions[0]?.content) oracle.complain(`${key} is not what was checked and reviewed`);
    }
  }
  const before = checked.get(stage) ?? new Map<string, Plea>();
  checked.set(stage, before);
  for (const [id, plea] of oracle.pleas) {
    if (before.get(id) === plea) continue;
    before.set(id, plea);
    checkRequest(stage, id, plea);
  }
  const bytesOut = stage.world.served.get('released-file') ?? 0;
  const counted = [...oracle.gone.values()].reduce((sum, { downloads }) => sum + downloads, 0);
  const looks = ['airlock-file', 'airlock-input'].reduce((sum, one) => sum + (stage.world.served.get(one) ?? 0), 0);
  if (looks > oracle.viewed.count) oracle.complain(`${looks} looks, of which ${oracle.viewed.count} are written down`);
  if (bytesOut > counted) oracle.complain(`${bytesOut} downloads, of which ${counted} are counted`);
}

function checkRequest(stage: Stage, id: string, plea: Plea): void {
  const { oracle, tables } = stage;
  const request = tables.airlock.read({ partition: 'airlock', sort: id })?.body as unknown as
    | AirlockRequest
    | undefined;
  const say = (because: string): void => oracle.complain(`${id} (${plea.state}): ${because}`);
  if (request === undefined) {
    say('is not kept');
    return;
  }
  if (request.state !== plea.state || request.round !== plea.round) say(`is kept as ${request.state}`);
  const names = request.files.map(({ name }) => name.toLowerCase());
  if (new Set(names).size !== names.length) say('has two files of one name');
  for (const file of request.files) {
    const paper = plea.files[file.id];
    if (paper?.frozen?.versionId !== file.frozen?.versionId) say('other bytes are kept as frozen');
    if (paper?.draft.versionId !== file.draft.versionId) say('other bytes are kept as the draft');
  }
  if (request.files.length !== Object.keys(plea.files).length) say('has other files');
  const kept = request.reviews.map(({ reviewer, votes, finishedAt }) => [
    reviewer,
    votes.map(({ file, choice }) => `${file} ${choice}`).sort(),
    finishedAt !== undefined,
  ]);
  const said = Object.entries(plea.reviews).map(([reviewer, { votes, done: end }]) => [
    reviewer,
    Object.entries(votes)
      .map(([file, choice]) => `${file} ${choice}`)
      .sort(),
    end,
  ]);
  if (sorted(kept) !== sorted(said)) say('has other reviews');

  const sort = `${request.createdAt}#${id}`;
  const line = tables.airlock.read({ partition: `airlock-of#${project}`, sort })?.body as AirlockLine | undefined;
  if (line?.state !== plea.state || line.finished !== done(plea)) say(`is listed as ${line?.state}`);
  const open = tables.airlock.read({ partition: 'airlock-open', sort }) !== undefined;
  if (open === over.includes(plea.state)) say(open ? 'is listed as open' : 'is not listed as open');
  const votes = tables.airlock
    .items('vote')
    .flatMap(({ sort: vote }) => (vote.startsWith(`${id}#${plea.round}#`) ? [vote.split('#')[2]] : []));
  const finished = Object.entries(plea.reviews).flatMap(([who, one]) => (one.done ? [who] : []));
  if (sorted(votes) !== sorted(finished)) say('has other votes beside it');
  // Where there is something to hide.
  if (done(plea) >= 2 || Object.keys(plea.reviews).length === 0) return;
  for (const person of everybody) blind(stage, id, person, requestView(request, person) as Shown);
}

const sorted = (list: readonly unknown[]): string => [...list.map((one) => JSON.stringify(one))].sort().join();

const resting = ['draft', 'blocked', 'in-review', 'changes-requested', 'failed', ...over];

/** When everything has been carried out, and nothing befell it: nothing is lost, and everybody knows. */
export function checkQuiet(stage: Stage): void {
  const { oracle, tables } = stage;
  for (const [id, plea] of oracle.pleas) {
    const say = (because: string): void => oracle.complain(`${id}, when all was quiet (${plea.state}): ${because}`);
    if (!resting.includes(plea.state)) say('waits for nothing');
    const gone = oracle.gone.get(id);
    if (plea.direction === 'out' && plea.state === 'released' && gone?.revoked !== false) say('is not offered');
    if (plea.state === 'revoked' && gone?.revoked === false) say('is offered still');
    const papers = Object.values(plea.files);
    if (plea.state === 'released') {
      const bucket = plea.direction === 'out' ? stage.buckets.released : stage.buckets.inputs;
      if (papers.some(({ released }) => released === undefined || bucket.versions(released.key).length !== 1))
        say('something was lost');
      if (stage.buckets.released.versions(`${project}/${id}/record.json`).length !== 1) say('has no record');
    }
    const status = tables.releases.read({ partition: `status#${project}`, sort: id })?.body.status as
      | AirlockStatus
      | undefined;
    if (status?.state !== plea.state || status.round !== plea.round) say(`the public door says ${status?.state}`);
  }
  const kinds = ['freeze', 'check', 'scan-deadline', 'release', 'publish', 'revoke', 'notify'];
  for (const kind of kinds) {
    const left = tables.airlock.items(`effect#airlock-${kind}`).filter(({ body }) => body.stuck !== true);
    const due = left.filter(({ body }) => String(body.notBefore) <= stage.clock.now());
    if (due.length > 0) oracle.complain(`${due.length} of ${kind} were never carried out`);
  }
}
