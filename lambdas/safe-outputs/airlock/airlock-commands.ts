import * as z from 'zod/mini';
import { choices } from '../airlock-words.ts';
import type { AirlockFile, AirlockRequest, Bytes, ScanResult } from '../contract.ts';
import type { FileType, Verdict } from '../disclosure/contract.ts';

/**
 * What can be asked of a request. Whoever asks and when are never part of it. What people ask has the schema of its body; of `add-file` the body
 * names a deposit, and the door finds out its bytes. What our own functions report has no route.
 */

/** No space at either end, and no control characters but tabs and line ends. */
const printable = /^[^\s\p{Cc}](?:(?:\P{Cc}|[\t\r\n])*[^\s\p{Cc}])?$/u;
const text = (longest: number) => z.string().check(z.minLength(3), z.maxLength(longest), z.regex(printable));
export const title = text(200);
export const sentences = text(2000);
const reason = text(1000);
/** What a vote for a file needs not say; the others must, as the rule `reason` demands. */
const perhaps = z.string().check(z.maxLength(500), z.regex(/^(?:\P{Cc}|[\t\r\n])*$/u));
const fileName = z.string().check(z.minLength(1), z.maxLength(200));
const context = text(1000);
export const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));
const projectId = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,23}$/));
const personId = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
/** Of git, by SHA-1 or SHA-256. */
const commit = z.string().check(z.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
const none = z.strictObject({});

export const airlockBodies = {
  draft: z.strictObject({
    project: projectId,
    direction: z.enum(['out', 'in']),
    title,
    purpose: sentences,
    commit: z.optional(commit),
  }),
  'add-file': z.strictObject({ deposit: uuid, name: fileName, context }),
  'describe-file': z.strictObject({ file: uuid, name: z.optional(fileName), context: z.optional(context) }),
  'remove-file': z.strictObject({ file: uuid }),
  /** `exception`: why it should be reviewed although the engine demands a change. */
  submit: z.strictObject({ exception: z.optional(sentences) }),
  withdraw: z.strictObject({ reason }),
  'take-review': none,
  /** Gives a place among the reviewers back; one's own, or by an officer somebody's who went away. */
  'drop-review': z.strictObject({ reviewer: personId }),
  /** The last one for a file counts, until the review is finished. */
  vote: z.strictObject({ file: uuid, choice: z.enum(choices), reason: perhaps }),
  'finish-review': none,
  comment: z.strictObject({ file: z.optional(uuid), text: reason }),
  reopen: none,
  revoke: z.strictObject({ reason }),
  retry: none,
} as const;

type Bodies = typeof airlockBodies;
type Fields<Body> = string extends keyof Body ? object : Readonly<Body>;
type Said = {
  readonly [Kind in Exclude<keyof Bodies, 'add-file'>]: Fields<z.infer<Bodies[Kind]>> & { readonly kind: Kind };
};

export type PersonCommand =
  | Said[Exclude<keyof Bodies, 'add-file'>]
  /**
   * A file's id is its deposit's. `draft` is what the door read of the store, never what a request said, and its key says whose it is:
   * `<deposits|uploads|parts>/<project>/<requester>/<id>`.
   */
  | { readonly kind: 'add-file'; readonly file: Pick<AirlockFile, 'id' | 'name' | 'context' | 'origin' | 'draft'> }
  /** Bytes of a file are about to be shown to whoever asks: written before the first of them goes. */
  | { readonly kind: 'view'; readonly file: string };

/** What our functions report, each of a round: what belongs to an earlier one is refused. */
interface OfRound {
  readonly round: number;
}
export type ServiceCommand =
  /** The copies that nobody can change, of exactly the files of the request, and the project's profile. */
  | (OfRound & {
      readonly kind: 'freeze';
      readonly files: readonly { readonly file: string; readonly frozen: Bytes }[];
      readonly profile: NonNullable<AirlockRequest['profile']>;
    })
  /** Of one version of a frozen file; may come before the freezing is written, twice, and in any order. */
  | (OfRound & {
      readonly kind: 'scan-result';
      readonly file: string;
      readonly versionId: string;
      readonly result: ScanResult;
    })
  | (OfRound & { readonly kind: 'scan-overdue' })
  /** `sha256` as the engine read the frozen bytes. */
  | (OfRound & {
      readonly kind: 'checked';
      readonly report: NonNullable<AirlockRequest['report']>;
      readonly files: readonly {
        readonly file: string;
        readonly sha256: string;
        readonly verdict: Verdict;
        readonly type: FileType;
      }[];
    })
  /** Before the first byte is written: from here on nobody withdraws. */
  | (OfRound & { readonly kind: 'releasing' })
  | (OfRound & {
      readonly kind: 'released';
      readonly files: readonly { readonly file: string; readonly released: Bytes }[];
      readonly record: Bytes;
      readonly crate: Bytes;
    })
  /** An effect failed too often; `because` is a rule's name or an error's, with nothing of a file in it. */
  | (OfRound & { readonly kind: 'fail'; readonly because: string })
  | (OfRound & { readonly kind: 'expire' })
  | (OfRound & { readonly kind: 'mark-stuck' });

export type AirlockCommand = PersonCommand | ServiceCommand;
export type CommandOf<Kind extends AirlockCommand['kind']> = Extract<AirlockCommand, { readonly kind: Kind }>;

/** Where the frozen bytes of a file lie in the store of reviews, and nowhere else. */
export const frozenKey = (request: string, round: number, file: string): string => `frozen/${request}/${round}/${file}`;
/** Where the engine's report of a round lies in the store of reviews. */
export const reportKey = (request: string, round: number): string => `reports/${request}/${round}.json`;
/** Where a released file lies, in the store of releases or that of inputs. */
export const releasedKey = (project: string, request: string, file: string): string => `${project}/${request}/${file}`;
