import { type Decision, type Moment, nothing, type Refusal, unchanged } from '../../workflow/contract.ts';
import { rowsOf } from '../../workflow/transitions.ts';
import type { AirlockRequest } from '../contract.ts';
import { authorityRefusals } from './airlock-authority.ts';
import type { AirlockCommand } from './airlock-commands.ts';
import type { AirlockEffect } from './airlock-effects.ts';
import type { AirlockEvent } from './airlock-events.ts';
import type { AirlockFacts } from './airlock-facts.ts';
import { happenings } from './airlock-happenings.ts';
import { ordersOf } from './airlock-orders.ts';
import { finds, isFinding, ruleRefusals } from './airlock-rules.ts';
import { type AirlockTransition, airlockTransitions } from './airlock-transitions.ts';
import type { RuleWord } from './airlock-words.ts';
import { evolveAirlock } from './evolve-airlock.ts';

/**
 * Reads the table: the rows of this state and command, of them the one whose findings hold, who may, what must hold. Every reason for a "no" is
 * given at once. What happens is the row's events and no others.
 */
export function decideAirlock(
  request: AirlockRequest | undefined,
  command: AirlockCommand,
  moment: Moment,
  facts: AirlockFacts,
): Decision<AirlockEvent, AirlockEffect> {
  const asking = { request, command, moment, facts };
  const rows = rowsOf(airlockTransitions, request?.state, command.kind);
  const row = rows.find(({ when }) =>
    when.every((word) => !isFinding(word) || (request !== undefined && finds(word, { ...asking, request }))),
  );
  const lines = row === undefined ? (rows.length > 0 ? rows : airlockTransitions.filter(ofKind(command))) : [row];
  const refusals: Refusal[] = [...authorityRefusals([...new Set(lines.flatMap(({ who }) => who))], asking)];
  if (row === undefined) {
    const state = request?.state ?? nothing;
    refusals.unshift({ rule: 'state', says: `"${command.kind}" is not possible while the request is ${state}` });
  }
  if (request !== undefined && rows.length > 0) {
    const demanded = [...new Set(lines.flatMap(({ when }) => when))].filter(
      (word): word is RuleWord => !isFinding(word),
    );
    refusals.push(...demanded.flatMap((word) => ruleRefusals(word, { ...asking, request })));
  }
  if (refusals.length > 0 || row === undefined) return { ok: false, refusals };
  if (row.events.length === 0) return { ok: true, events: [], effects: [] };

  const to = row.to === unchanged ? (request?.state ?? 'draft') : row.to;
  const events = happenings(asking, row.events).map((happening): AirlockEvent => ({ ...happening, to }));
  let after = request;
  for (const event of events) after = evolveAirlock(after, event, moment);
  if (after === undefined) throw new Error(`"${command.kind}" has no event in the table of the airlock`);
  return { ok: true, events, effects: ordersOf(row, after) };
}

const ofKind =
  ({ kind }: AirlockCommand) =>
  (row: AirlockTransition): boolean =>
    row.command === kind;
