import type { Caller } from './caller.ts';
import type { Circumstances } from './circumstances.ts';
import { all, type Formula, leavesOf } from './formula.ts';
import { allowing, denying, meant, type Reached } from './reach.ts';
import type { Layer } from './request.ts';
import { verdictOf, withoutIdle } from './satisfiable.ts';
import { sentenceOf } from './words.ts';

export interface Deciding {
  readonly effect: 'Allow' | 'Deny';
  readonly layer: Layer;
  readonly source: string;
  readonly path: string;
  readonly sid: string | undefined;
  /** Under which circumstances it reaches the call; undefined: under all that the question leaves open. */
  readonly when: string | undefined;
}

/** `unknown`: it depends on a part of the templates that nobody can read before deployment. */
export type Decision = 'allowed' | 'denied' | 'conditional' | 'unknown';

export interface Answer {
  readonly decision: Decision;
  readonly statements: readonly Deciding[];
  /** When a conditional call is allowed, or on what an unknown one depends, in plain words; null otherwise. */
  readonly residual: string | null;
  /** The decision in one sentence. */
  readonly because: string;
}

/** What a decision was made of. */
export interface Findings {
  readonly caller: Caller;
  readonly circumstances: Circumstances;
  readonly everything: readonly Reached[];
  readonly limits: Formula;
  readonly grants: Formula;
}

export function answerOf(whole: Formula, findings: Findings): Answer {
  const { circumstances, everything, caller } = findings;
  const formula = withoutIdle(whole, circumstances.domain);
  const verdict = verdictOf(formula, circumstances.domain);
  const as = (effect: (one: Reached) => Formula): readonly Reached[] =>
    everything
      .map((one) => ({ ...one, when: all(effect(one), meant(one, caller)) }))
      .filter(({ when }) => when !== false);
  const allows = as(allowing);
  const denies = as(denying);
  if (verdict === 'always')
    return {
      decision: 'allowed',
      statements: allows.map(allowed),
      residual: null,
      because: 'every layer that bears on the call allows it, and nothing denies it',
    };
  if (verdict === 'never') return refusal(denies, allows, findings);
  const isUnknown = leavesOf(formula).some(({ is }) => is === 'unreadable');
  const residual = sentenceOf(formula);
  return {
    decision: isUnknown ? 'unknown' : 'conditional',
    statements: [...allows.map(allowed), ...denies.map(denied)],
    residual,
    because: isUnknown
      ? `it depends on what these templates do not say: ${residual}`
      : `it is allowed only if ${residual}`,
  };
}

function refusal(denies: readonly Reached[], allows: readonly Reached[], { grants, limits }: Findings): Answer {
  const surely = denies.filter(({ when }) => when === true);
  if (surely.length > 0)
    return {
      decision: 'denied',
      statements: surely.map(denied),
      residual: null,
      because: 'a Deny reaches the call',
    };
  if (grants === false)
    return {
      decision: 'denied',
      statements: allows.map(allowed),
      residual: null,
      because:
        allows.length === 0
          ? 'no statement allows it'
          : 'what allows it is not enough: the other policies that must allow it do not',
    };
  if (limits === false)
    return {
      decision: 'denied',
      statements: allows.map(allowed),
      residual: null,
      because: 'a policy that limits the call does not allow it',
    };
  return {
    decision: 'denied',
    statements: [...allows.map(allowed), ...denies.map(denied)],
    residual: null,
    because: 'the conditions of what allows it and of what denies it leave no call',
  };
}

const decidingOf =
  (effect: Deciding['effect']) =>
  ({ statement, layer, when }: Reached): Deciding => ({
    effect,
    layer,
    source: statement.source,
    path: statement.path,
    sid: statement.sid,
    when: when === true ? undefined : sentenceOf(when),
  });

const allowed = decidingOf('Allow');
const denied = decidingOf('Deny');
