import type { Notice } from '../../safe-people/contract.ts';
import type { Instant } from '../../workflow/contract.ts';

/**
 * What a request orders. Each names the request and the round that it is of, and nothing that may change meanwhile: whoever carries it out reads the
 * request, and does nothing where the command that it leads to is refused. At least once, in any order, however late.
 */
interface OfRequest {
  readonly request: string;
  readonly round: number;
}
export type AirlockEffect =
  /** Copies drafts to the store of reviews, by version; then `freeze`. */
  | (OfRequest & { readonly kind: 'airlock-freeze' })
  /** Runs the engine over the frozen bytes; then `checked`. */
  | (OfRequest & { readonly kind: 'airlock-check' })
  /** Then `scan-overdue`, which is refused where every scan has come. */
  | (OfRequest & { readonly kind: 'airlock-scan-deadline'; readonly due: Instant })
  /** `releasing`, writes the release, `released`, offers it: as far as each is still to be done. */
  | (OfRequest & { readonly kind: 'airlock-release' })
  /** Writes what the public door knows of the request as it is when it is read; an older version never over a newer. */
  | (OfRequest & { readonly kind: 'airlock-publish' })
  /** Revokes what was offered; where the offer is still to come, it must not come after this. */
  | (OfRequest & { readonly kind: 'airlock-revoke' })
  /** Then `expire`, which is refused where the request went on meanwhile: then another is due. */
  | (OfRequest & { readonly kind: 'airlock-expire'; readonly due: Instant })
  /** Then `mark-stuck`, likewise. */
  | (OfRequest & { readonly kind: 'airlock-stuck'; readonly due: Instant })
  | (OfRequest & { readonly kind: 'airlock-notify'; readonly to: readonly string[]; readonly notice: Notice });

export const airlockEffectKinds = [
  'airlock-freeze',
  'airlock-check',
  'airlock-scan-deadline',
  'airlock-release',
  'airlock-publish',
  'airlock-revoke',
  'airlock-expire',
  'airlock-stuck',
  'airlock-notify',
] as const satisfies readonly AirlockEffect['kind'][];

/** Addressee that stands for everybody who holds `output-checker`. */
export const checkers = 'checkers';
