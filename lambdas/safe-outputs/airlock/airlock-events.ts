import type { AirlockFile, AirlockRequest, AirlockState, Bytes, Choice, Direction, ScanResult } from '../contract.ts';
import type { CommandOf } from './airlock-commands.ts';

/** What happened to a request. Each says the state that it led to, so that whoever reads the archive needs no table. Whoever did it is the event's actor. */
export type Happening =
  | {
      readonly kind: 'drafted';
      readonly request: string;
      readonly project: string;
      readonly direction: Direction;
      readonly requester: string;
      readonly title: string;
      readonly purpose: string;
      readonly commit?: string;
    }
  | { readonly kind: 'file-added'; readonly file: AirlockFile }
  | { readonly kind: 'file-described'; readonly file: string; readonly name?: string; readonly context?: string }
  | { readonly kind: 'file-removed'; readonly file: string }
  | { readonly kind: 'submitted'; readonly round: number; readonly exception?: string }
  | { readonly kind: 'withdrawn'; readonly reason: string }
  | ({ readonly kind: 'frozen' } & Pick<CommandOf<'freeze'>, 'files' | 'profile'>)
  | { readonly kind: 'scanned'; readonly file: string; readonly versionId: string; readonly result: ScanResult }
  | ({ readonly kind: 'checked' } & Pick<CommandOf<'checked'>, 'files' | 'report'>)
  /** `because`: `threat`, `disclosure` or `no-scan-verdict`. */
  | { readonly kind: 'blocked'; readonly because: string }
  | { readonly kind: 'changes-requested'; readonly by: 'machine' | 'reviewers' }
  /** `review-voided`: whoever finished it is no reviewer of this request any more, so that it does not count. */
  | {
      readonly kind: 'review-taken' | 'review-dropped' | 'review-finished' | 'review-voided';
      readonly reviewer: string;
    }
  | {
      readonly kind: 'voted';
      readonly reviewer: string;
      readonly file: string;
      readonly choice: Choice;
      readonly reason: string;
    }
  | { readonly kind: 'approved' | 'rejected'; readonly reviewers: readonly string[] }
  | { readonly kind: 'commented'; readonly by: string; readonly file?: string; readonly text: string }
  | { readonly kind: 'viewed'; readonly by: string; readonly file: string }
  | {
      readonly kind: 'released';
      readonly files: readonly { readonly file: string; readonly released: Bytes }[];
      readonly record: Bytes;
      readonly crate: Bytes;
    }
  | { readonly kind: 'revoked'; readonly by: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly in: AirlockRequest['state']; readonly because: string }
  | { readonly kind: 'review-opened' | 'reopened' | 'release-begun' | 'retried' | 'expired' | 'stuck' };

export type AirlockEvent = Happening & { readonly to: AirlockState };
