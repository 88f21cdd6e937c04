import { officers } from '../../safe-people/contract.ts';
import type { AirlockRequest } from '../contract.ts';
import { type AirlockEffect, checkers } from './airlock-effects.ts';
import { expiryOf, scanDue, stuckDue } from './airlock-limits.ts';
import type { AirlockEffectKind, AirlockTransition } from './airlock-transitions.ts';
import type { Audience } from './airlock-words.ts';

function addressees(audience: Audience, { requester, reviews }: AirlockRequest): readonly string[] {
  switch (audience) {
    case 'requester':
      return [requester];
    case 'reviewers':
      return reviews.map(({ reviewer }) => reviewer);
    case 'checkers':
      return [checkers];
    case 'officers':
      return [officers];
  }
}

function effectOf(kind: AirlockEffectKind, row: AirlockTransition, request: AirlockRequest): AirlockEffect {
  const { id, round, project, state } = request;
  const of = { request: id, round };
  switch (kind) {
    case 'airlock-notify': {
      const to = [...new Set(row.tells.flatMap((audience) => addressees(audience, request)))].sort();
      return { kind, ...of, to, notice: { about: `airlock-${row.events.at(-1)}`, project, thing: id } };
    }
    case 'airlock-scan-deadline':
      return { kind, ...of, due: scanDue(request) };
    case 'airlock-stuck':
      return { kind, ...of, due: stuckDue(request) };
    case 'airlock-expire': {
      const due = expiryOf(request);
      if (due === undefined) throw new Error(`nothing expires that is ${state}; mend the table`);
      return { kind, ...of, due };
    }
    default:
      return { kind, ...of };
  }
}

/** What the row orders, for the request as it is afterwards. */
export const ordersOf = (row: AirlockTransition, after: AirlockRequest): readonly AirlockEffect[] =>
  row.effects.map((kind) => effectOf(kind, row, after));
