// Long because it is one table: what each event of a request needs, and what it leaves.

import type { Moment } from './register.ts';
import { everMember, holdsRole, mayRequest, mayReview, mayWork, stands } from './register.ts';

/** A request in the plainest words, from the text of its events and from nothing that the product computes. */
export interface Plea {
  readonly state: string;
  readonly round: number;
  readonly direction: string;
  readonly requester: string;
  readonly since: string;
  readonly files: Readonly<Record<string, Paper>>;
  /** What was heard of versions. */
  readonly heard: Readonly<Record<string, readonly string[]>>;
  readonly excuse: boolean;
  readonly lenient: boolean;
  /** The engine's word on the whole; absent: none yet. */
  readonly verdict?: string;
  readonly reviews: Readonly<
    Record<string, { readonly votes: Readonly<Record<string, string>>; readonly done: boolean }>
  >;
  /** Something may lie in the store of releases. */
  readonly begun: boolean;
  readonly failedIn?: string;
}
interface Thing {
  readonly sha256: string;
  readonly versionId: string;
  readonly key: string;
}
export interface Paper {
  readonly name: string;
  readonly draft: Thing;
  readonly frozen?: Thing;
  readonly verdict?: string;
  readonly released?: Thing;
}

/** What the judge may look at besides the events. */
export interface Sight {
  /** At some moment of the life of whoever did it. */
  since(holds: (moment: Moment) => boolean): boolean;
  /** At some moment since they wrote bytes for the last time, or of all their life where they wrote none. */
  sinceBytes(holds: (moment: Moment) => boolean): boolean;
  /** What lies in a store, of exactly this version. */
  object(bucket: 'drafts' | 'reviews' | 'released' | 'inputs', thing: Thing): string | undefined;
  /** What the scanner truly said of a version; empty: nothing. */
  scansOf(versionId: string): readonly string[];
  /** Whether the scanner finds something in a text. */
  threatIn(content: string): boolean;
  /** What the engine truly says of a text. */
  verdictOf(content: string): string;
}

export interface Deed {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: string;
  /** Where the request stood before the command that this came of. */
  readonly from: { readonly state: string; readonly since: string };
}

const rank = ['clear', 'review', 'needs-fix', 'blocked'];
const hour = 3_600_000;
const endings = ['rejected', 'revoked', 'withdrawn', 'expired'];

const unjudged = ({ verdict: _, ...plea }: Plea): Plea => plea;

/**
 * Who stands behind a request and does not: each must have been found to stand in the life of whoever released it, and what was true before that counts for nothing.
 */
export const fallen = ({ requester, direction, reviews }: Plea, since: Sight['since']): readonly string[] => [
  ...(since((moment) => mayRequest(moment, requester, direction)) ? [] : [requester]),
  ...Object.keys(reviews).filter((one) => !since((moment) => mayReview(moment, one, requester))),
];

/** The request after this, and a complaint about everything that should not have been accepted. */
export function pleaded(
  before: Plea | undefined,
  { id, at, kind, data, by, from }: Deed,
  sight: Sight,
  complain: (because: string) => void,
): Plea {
  const demand = (met: boolean, because: string): void => {
    if (!met) complain(`${kind} of ${id} by ${by}: ${because}`);
  };
  const to = String(data.to);
  const text = (name: string): string => String(data[name]);
  const base: Plea =
    before === undefined
      ? {
          ...{ state: 'nothing', round: 0, direction: text('direction'), requester: by, since: at, files: {} },
          ...{ heard: {}, excuse: false, lenient: false, reviews: {}, begun: false },
        }
      : { ...before, ...from };
  const plea: Plea = { ...base, state: to, since: to === base.state ? base.since : at };
  const { files, reviews } = base;
  const papers = Object.entries(files);
  const waited = (Date.parse(at) - Date.parse(base.since)) / hour;
  const service = (name: string) => demand(by === `service:${name}`, `only ${name} may`);
  const asks = () => {
    demand(by === base.requester, 'is not the requester');
    demand(
      sight.since((moment) => mayRequest(moment, by, base.direction)),
      'may not request',
    );
  };
  const person = () =>
    demand(
      sight.since((moment) => stands(moment, by)),
      'is not in good standing',
    );
  const reviewer = () =>
    demand(
      sight.since((moment) => mayReview(moment, by, base.requester)),
      'may not review',
    );
  const inState = (...states: readonly string[]) => demand(states.includes(base.state), `was ${base.state}`);
  const moved = to !== base.state;
  demand(!(endings.includes(base.state) && moved), `was over as ${base.state}`);
  demand(!(base.state === 'released' && moved && to !== 'revoked'), 'was released');

  /** Everything the machine must have said for somebody to look, and what it said. */
  const machine = (): string => {
    const known =
      papers.length > 0 && base.verdict !== undefined && papers.every(([, one]) => one.verdict !== undefined);
    const scans = papers.map(([, { frozen }]) => base.heard[frozen?.versionId ?? ''] ?? []);
    if (!known || scans.some((said) => said.length === 0)) return 'unknown';
    const contents = papers.map(([, { frozen }]) => frozen && sight.object('reviews', frozen));
    const found = contents.some((one) => one === undefined || sight.threatIn(one));
    if (found || scans.some((said) => said.some((one) => one !== 'NO_THREATS_FOUND'))) return 'threat';
    const worst = Math.max(
      ...contents.map((one) => rank.indexOf(one === undefined ? 'blocked' : sight.verdictOf(one))),
    );
    if (worst === 3) return 'blocked';
    return worst === 2 && !(base.excuse && base.lenient) ? 'needs-fix' : 'reviewable';
  };

  switch (kind) {
    case 'drafted':
      demand(before === undefined, 'was there');
      demand(
        sight.since((moment) => mayRequest(moment, by, text('direction'))),
        'may not request',
      );
      demand(text('requester') === by, 'in the name of another');
      return { ...plea, requester: by };
    case 'file-added': {
      asks();
      inState('draft');
      const file = data.file as { id: string; name: string; draft: Thing & { bytes: number }; frozen?: Thing };
      demand(sight.object('drafts', file.draft) !== undefined, 'there are no such bytes');
      demand(file.draft.key.split('/')[2] === by, 'are the bytes of another');
      demand(files[file.id] === undefined, 'is there twice');
      demand(!papers.some(([, { name }]) => name.toLowerCase() === file.name.toLowerCase()), 'two of one name');
      demand(!file.name.split('/').includes('..') && !file.name.startsWith('/'), 'leads elsewhere');
      demand(file.frozen === undefined, 'came frozen');
      return { ...plea, files: { ...files, [file.id]: { name: file.name, draft: file.draft } } };
    }
    case 'file-described': {
      asks();
      inState('draft');
      const file = files[text('file')];
      const name = data.name === undefined ? (file?.name ?? '') : text('name');
      const others = papers.filter(([other]) => other !== text('file'));
      demand(!others.some(([, one]) => one.name.toLowerCase() === name.toLowerCase()), 'two of one name');
      demand(!name.split('/').includes('..') && !name.startsWith('/'), 'leads elsewhere');
      return file === undefined ? plea : { ...plea, files: { ...files, [text('file')]: { ...file, name } } };
    }
    case 'file-removed': {
      asks();
      inState('draft');
      return { ...plea, files: Object.fromEntries(papers.filter(([file]) => file !== text('file'))) };
    }
    case 'submitted':
      asks();
      inState('draft');
      demand(papers.length > 0, 'has no files');
      demand(data.round === base.round + 1, 'the rounds do not count up');
      return {
        ...{ ...unjudged(plea), round: base.round + 1, excuse: data.exception !== undefined, reviews: {} },
        files: Object.fromEntries(papers.map(([file, { name, draft }]) => [file, { name, draft }])),
      };
    case 'frozen': {
      service('airlock-checker');
      inState('submitted');
      const said = data.files as readonly { file: string; frozen: Thing }[];
      demand(said.length === papers.length, 'not every file');
      const frozen = papers.map(([file, paper]): [string, Paper] => {
        const found = said.find((one) => one.file === file)?.frozen;
        if (found === undefined) return [file, paper];
        const content = sight.object('reviews', found);
        demand(content !== undefined && content === sight.object('drafts', paper.draft), 'other bytes are frozen');
        demand(found.key === `frozen/${id}/${base.round}/${file}`, 'lies elsewhere');
        return [file, { ...paper, frozen: found }];
      });
      const { exceptions } = data.profile as { exceptions: string };
      return { ...plea, files: Object.fromEntries(frozen), lenient: exceptions === 'with-reason' };
    }
    case 'scanned':
      service('airlock-scan');
      demand(sight.scansOf(text('versionId')).includes(text('result')), 'the scanner never said so');
      return {
        ...plea,
        heard: { ...base.heard, [text('versionId')]: [...(base.heard[text('versionId')] ?? []), text('result')] },
      };
    case 'checked': {
      service('airlock-checker');
      inState('checking');
      const said = data.files as readonly { file: string; verdict: string; sha256: string }[];
      const checked = papers.map(([file, paper]): [string, Paper] => {
        const found = said.find((one) => one.file === file);
        const content = paper.frozen && sight.object('reviews', paper.frozen);
        demand(found !== undefined && found.sha256 === paper.frozen?.sha256, 'other bytes were checked');
        demand(content !== undefined && found?.verdict === sight.verdictOf(content), 'the engine never said so');
        return [file, { ...paper, verdict: found?.verdict ?? 'blocked' }];
      });
      const report = data.report as Thing & { verdict: string };
      demand(report.key === `reports/${id}/${base.round}.json`, 'is the report of another round');
      return { ...plea, files: Object.fromEntries(checked), verdict: report.verdict };
    }
    case 'blocked': {
      const because = text('because');
      if (because === 'no-scan-verdict') {
        service('airlock-checker');
        demand(waited >= 1, 'the scans had time');
        return plea;
      }
      const late = ['in-review', 'approved'].includes(base.state);
      demand(late || machine() === (because === 'threat' ? 'threat' : 'blocked'), `the machine said ${machine()}`);
      return plea;
    }
    case 'review-opened':
      inState('checking');
      demand(machine() === 'reviewable', `the machine said ${machine()}`);
      return plea;
    case 'changes-requested':
      if (text('by') === 'machine') demand(machine() === 'needs-fix', `the machine said ${machine()}`);
      else decided(['request-changes'], ['reject']);
      return plea;
    case 'review-taken':
      reviewer();
      inState('in-review');
      demand(Object.keys(reviews).length < 2 && reviews[by] === undefined, 'there are two already');
      return { ...plea, reviews: { ...reviews, [by]: { votes: {}, done: false } } };
    case 'review-dropped':
    case 'review-voided': {
      const whose = text('reviewer');
      const { [whose]: gone, ...others } = reviews;
      if (kind === 'review-dropped') {
        const officer = sight.since((moment) => stands(moment, by) && holdsRole(moment, by, 'operator'));
        demand(by === whose || officer, 'is somebody else');
        demand(gone?.done === false, 'a finished review was dropped');
      } else
        demand(
          sight.since((moment) => !mayReview(moment, whose, base.requester)),
          'still counted',
        );
      return { ...plea, reviews: others };
    }
    case 'voted': {
      reviewer();
      inState('in-review');
      const own = reviews[by];
      demand(own?.done === false && files[text('file')] !== undefined, 'has no open review');
      const votes = { ...own?.votes, [text('file')]: text('choice') };
      return { ...plea, reviews: { ...reviews, [by]: { votes, done: false } } };
    }
    case 'review-finished': {
      reviewer();
      const own = reviews[by];
      const enough = papers.every(([file]) => own?.votes[file] !== undefined);
      demand(own?.done === false, 'was finished');
      demand(enough || Object.values(own?.votes ?? {}).includes('reject'), 'has not voted on every file');
      return { ...plea, reviews: { ...reviews, [by]: { votes: own?.votes ?? {}, done: true } } };
    }
    case 'approved': {
      decided([], ['reject', 'request-changes']);
      const both = Object.values(reviews);
      demand(
        both.every(({ votes }) => papers.every(([file]) => votes[file] === 'approve')),
        'a file lacks an approval',
      );
      const eligible = Object.keys(reviews).every((one) =>
        sight.since((moment) => mayReview(moment, one, base.requester)),
      );
      demand(eligible, 'somebody approved who may not review');
      return plea;
    }
    case 'rejected':
      decided(['reject'], []);
      return plea;
    case 'commented':
      person();
      demand(by === base.requester || reviews[by] !== undefined, 'has nothing to do with it');
      return plea;
    case 'viewed': {
      person();
      const inside =
        base.direction === 'in' && base.state === 'released' && sight.since((moment) => mayWork(moment, by));
      const checker = reviews[by] !== undefined && sight.since((moment) => holdsRole(moment, by, 'output-checker'));
      const requester = by === base.requester && sight.since((moment) => mayWork(moment, by));
      demand(requester || checker || inside, 'may not see it');
      demand(files[text('file')]?.frozen !== undefined, 'sees what was never frozen');
      return plea;
    }
    case 'reopened':
      asks();
      inState('blocked', 'changes-requested', 'failed');
      demand(!base.begun, 'something may be released');
      return plea;
    case 'release-begun':
      service('airlock-release');
      inState('approved');
      demand(fallen(base, sight.since).length === 0, `${fallen(base, sight.since).join()} stands no more`);
      return { ...plea, begun: true };
    case 'released': {
      service('airlock-release');
      inState('releasing');
      demand(fallen(base, sight.sinceBytes).length === 0, `${fallen(base, sight.sinceBytes).join()} stands no more`);
      const scans = papers.flatMap(([, { frozen }]) => base.heard[frozen?.versionId ?? ''] ?? []);
      demand(!scans.some((one) => one !== 'NO_THREATS_FOUND'), 'something was found in it');
      const said = data.files as readonly { file: string; released: Thing }[];
      const bucket = base.direction === 'out' ? 'released' : 'inputs';
      const released = papers.map(([file, paper]): [string, Paper] => {
        const found = said.find((one) => one.file === file)?.released;
        const content = found && sight.object(bucket, found);
        const frozen = paper.frozen && sight.object('reviews', paper.frozen);
        demand(content !== undefined && (content === frozen || frozen === undefined), 'other bytes were released');
        demand(found?.sha256 === paper.frozen?.sha256, 'other bytes are said to be released');
        return [file, { ...paper, ...(found === undefined ? {} : { released: found }) }];
      });
      return { ...plea, files: Object.fromEntries(released) };
    }
    case 'revoked': {
      const may = (moment: Moment) =>
        stands(moment, by) && (holdsRole(moment, by, 'output-checker') || holdsRole(moment, by, 'operator'));
      demand(sight.since(may), 'may not revoke');
      demand(base.begun, 'nothing was released');
      return plea;
    }
    case 'withdrawn': {
      const officer = sight.since((moment) => stands(moment, by) && holdsRole(moment, by, 'operator'));
      demand(by === base.requester || officer, 'is somebody else');
      person();
      demand(!base.begun, 'something may be released');
      return plea;
    }
    case 'failed': {
      demand(by === 'service:airlock-checker' || by === 'service:airlock-release', 'is no function of ours');
      // Nobody here forges a state, so whoever finds that proofs are missing did not look long enough.
      demand(!['votes', 'history', 'profile'].includes(text('because')), `gave up for want of ${text('because')}`);
      const unclean = papers
        .flatMap(([, { frozen }]) => base.heard[frozen?.versionId ?? ''] ?? [])
        .some((one) => one !== 'NO_THREATS_FOUND');
      demand(text('because') !== 'report' || unclean, 'gave up a report that nothing contradicts');
      return { ...plea, failedIn: base.state };
    }
    case 'retried': {
      inState('failed');
      const officer = sight.since((moment) => stands(moment, by) && holdsRole(moment, by, 'operator'));
      if (!officer) asks();
      demand(to === base.failedIn, 'goes on elsewhere');
      return plea;
    }
    case 'expired':
      service('airlock-checker');
      demand(waited >= 24 * 30 && !base.begun, 'was not due');
      return plea;
    case 'stuck':
      service('airlock-checker');
      demand(waited >= 72, 'was not late');
      return plea;
    default:
      complain(`${kind} of a request is not known here`);
      return plea;
  }

  /** Two reviewers have finished; somebody said one of these, nobody one of those. */
  function decided(some: readonly string[], none: readonly string[]): void {
    const both = Object.values(reviews);
    const said = both.flatMap(({ votes }) => Object.values(votes));
    demand(both.length === 2 && both.every(({ done }) => done), 'two people have not finished');
    demand(some.length === 0 || said.some((one) => some.includes(one)), `nobody said ${some.join()}`);
    demand(!said.some((one) => none.includes(one)), `somebody said ${none.join(' or ')}`);
    demand(!Object.keys(reviews).includes(base.requester), 'the requester reviewed');
    const strangers = Object.keys(reviews).every((one) => sight.since((moment) => !everMember(moment, one)));
    demand(strangers, 'a member reviewed');
  }
}
