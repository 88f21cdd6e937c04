import type { Instant, Moment } from '../../workflow/contract.ts';
import type { AirlockFile, AirlockRequest, Review } from '../contract.ts';
import { earlyScanOf } from './airlock-checks.ts';
import type { AirlockEvent, Happening } from './airlock-events.ts';
import { mostEarlyScansPerFile } from './airlock-limits.ts';
import { judgedFile, scannedFile } from './airlock-scans.ts';

/** The request as an event leaves it. Total: an event that was written is never refused. */

const blank = (now: Instant): AirlockRequest => ({
  ...{ id: '', project: '', direction: 'out', requester: '', state: 'draft', round: 0, title: '', purpose: '' },
  ...{ files: [], reviews: [], earlyScans: [], comments: [], createdAt: now, since: now },
});

const without = <Key extends keyof AirlockRequest>(
  request: AirlockRequest,
  ...keys: readonly Key[]
): Omit<AirlockRequest, Key> =>
  Object.fromEntries(Object.entries(request).filter(([key]) => !keys.some((one) => one === key))) as Omit<
    AirlockRequest,
    Key
  >;

/** As it was drafted: what an earlier round found of it was found of that round's copy. */
const unchecked = ({ id, name, context, origin, draft }: AirlockFile): AirlockFile => ({
  ...{ id, name, context, origin, draft },
});

const withFile = (request: AirlockRequest, id: string, change: (file: AirlockFile) => AirlockFile): AirlockRequest => ({
  ...request,
  files: request.files.map((file) => (file.id === id ? change(file) : file)),
});
const withReview = (request: AirlockRequest, person: string, change: (review: Review) => Review): AirlockRequest => ({
  ...request,
  reviews: request.reviews.map((review) => (review.reviewer === person ? change(review) : review)),
});

function submitted(
  request: AirlockRequest,
  round: number,
  exception: string | undefined,
  now: Instant,
): AirlockRequest {
  const rest = without(request, 'exception', 'profile', 'report', 'because', 'reviewableAt', 'decidedAt');
  return {
    ...rest,
    round,
    ...(exception === undefined ? {} : { exception }),
    files: request.files.map(unchecked),
    reviews: [],
    earlyScans: [],
    submittedAt: now,
  };
}

function happened(request: AirlockRequest, event: Happening, { now }: Moment): AirlockRequest {
  switch (event.kind) {
    case 'drafted': {
      const { kind: _, request: id, ...said } = event;
      return { ...request, ...said, id, createdAt: now };
    }
    case 'file-added':
      return { ...request, files: [...request.files, event.file] };
    case 'file-described': {
      const { file, name, context } = event;
      const said = { ...(name === undefined ? {} : { name }), ...(context === undefined ? {} : { context }) };
      return withFile(request, file, (one) => ({ ...one, ...said }));
    }
    case 'file-removed':
      return { ...request, files: request.files.filter(({ id }) => id !== event.file) };
    case 'submitted':
      return submitted(request, event.round, event.exception, now);
    case 'frozen': {
      const files = request.files.map((file): AirlockFile => {
        const frozen = event.files.find((one) => one.file === file.id)?.frozen;
        if (frozen === undefined) return file;
        const scan = earlyScanOf(request, file.id, frozen.versionId);
        return { ...file, frozen, ...(scan === undefined ? {} : { scan }) };
      });
      return { ...request, files, profile: event.profile, earlyScans: [] };
    }
    case 'scanned': {
      const known = request.files.find(({ id }) => id === event.file);
      if (known?.frozen !== undefined) return withFile(request, event.file, (one) => scannedFile(one, event));
      const { file, versionId, result } = event;
      const others = request.earlyScans.filter((one) => one.file !== file);
      const own = [...request.earlyScans.filter((one) => one.file === file), { file, versionId, result }];
      return { ...request, earlyScans: [...others, ...own.slice(-mostEarlyScansPerFile)] };
    }
    case 'checked':
      return { ...request, report: event.report, files: request.files.map((file) => judgedFile(file, event.files)) };
    case 'blocked':
      return { ...request, because: event.because, decidedAt: now };
    case 'review-opened':
      return { ...request, reviewableAt: now };
    case 'changes-requested':
      return { ...request, because: event.by, decidedAt: now };
    case 'review-taken':
      return { ...request, reviews: [...request.reviews, { reviewer: event.reviewer, votes: [] }] };
    case 'review-dropped':
    case 'review-voided':
      return { ...request, reviews: request.reviews.filter(({ reviewer }) => reviewer !== event.reviewer) };
    case 'voted': {
      const { reviewer, file, choice, reason } = event;
      return withReview(request, reviewer, (review) => ({
        ...review,
        votes: [...review.votes.filter((one) => one.file !== file), { file, choice, reason }],
      }));
    }
    case 'review-finished':
      return withReview(request, event.reviewer, (review) => ({ ...review, finishedAt: now }));
    case 'approved':
    case 'rejected':
      return { ...request, decidedAt: now };
    case 'commented': {
      const { by, file, text } = event;
      const comment = { by, at: now, round: request.round, ...(file === undefined ? {} : { file }), text };
      return { ...request, comments: [...request.comments, comment] };
    }
    case 'released': {
      const files = request.files.map((file): AirlockFile => {
        const released = event.files.find((one) => one.file === file.id)?.released;
        return released === undefined ? file : { ...file, released };
      });
      return { ...request, files, record: event.record, crate: event.crate, releasedAt: now };
    }
    case 'revoked':
      return { ...request, revoked: { by: event.by, at: now, reason: event.reason } };
    case 'failed':
      return { ...request, failedIn: event.in, because: event.because };
    case 'reopened':
      return without(request, 'failedIn');
    case 'retried':
      return without(request, 'failedIn', 'because');
    case 'stuck':
      return { ...request, stuckAt: now };
    case 'withdrawn':
    case 'viewed':
    case 'release-begun':
    case 'expired':
      return request;
  }
}

export function evolveAirlock(
  request: AirlockRequest | undefined,
  event: AirlockEvent,
  moment: Moment,
): AirlockRequest {
  const before = request ?? blank(moment.now);
  const after = happened(before, event, moment);
  if (request !== undefined && event.to === before.state) return after;
  return { ...without(after, 'stuckAt'), state: event.to, since: moment.now };
}
