import { type AttestationRecord, type ExceptionRecord, type Status, standingOf, statuses } from './result.ts';
import type { Finding } from './status.ts';
import { ended, listed, plural, sentences } from './words.ts';

/** A statement that a guideline follows from. */
export interface Part {
  readonly id: string;
  readonly status: Status;
}

/**
 * A guideline is as strong as the weakest of its statements, those that do not apply left out. An attestation of the guideline
 * itself is shown and changes nothing: it would turn statements green that nobody answered. `fatal`: rules that nobody may except
 * and that fail for one of its statements.
 */
export function derive(
  parts: readonly Part[],
  asOf: string,
  exception: ExceptionRecord | undefined,
  attestation: AttestationRecord | undefined,
  fatal: readonly string[],
): Finding {
  const applicable = parts.filter(({ status }) => status !== 'not applicable');
  const weakest = statuses.find((status) => applicable.some((part) => part.status === status)) ?? 'not applicable';
  const unmet = applicable.filter(({ status }) => status === 'unmet').map(({ id }) => id);
  const seen = sentences(
    `Follows from ${plural(applicable.length, 'statement')}: ${tally(applicable)}.`,
    attestation &&
      `The attestation by ${attestation.by} (${attestation.on}, until ${attestation.expires}) is recorded; the status follows from the statements alone.`,
  );
  const improvements = unmet.length === 0 ? '' : `Unmet: ${listed(unmet)}.`;
  if (exception && fatal.length === 0 && standingOf(exception, asOf) === 'live') {
    return {
      status: 'excepted',
      method: 'exception',
      response: sentences(
        `Not met, accepted by ${exception.owner} until ${exception.expires}: ${ended(exception.reason)}`,
        seen,
      ),
      improvements,
    };
  }
  const refused =
    exception &&
    (fatal.length > 0
      ? `No exception can stand for ${listed(fatal)}: nobody may accept that.`
      : `The exception lapsed on ${exception.expires}.`);
  return { status: weakest, method: 'derived', response: sentences(seen, refused), improvements };
}

const tally = (parts: readonly Part[]): string =>
  listed(
    statuses.flatMap((status) => {
      const count = parts.filter((part) => part.status === status).length;
      return count === 0 ? [] : [`${count} ${status}`];
    }),
  );
