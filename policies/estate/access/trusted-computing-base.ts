import type { Estate, Resource } from '../estate.ts';
import { grouped, oncePerEstate } from '../views.ts';
import type { Answer, Deciding } from './answer.ts';
import { ask } from './ask.ts';
import { becomings, isCall, victims } from './becoming.ts';
import { actionsIn, takeovers } from './becoming-actions.ts';
import { physicalName } from './physical-names.ts';
import { resourcePolicy } from './resource-policies.ts';
import { anybodyElse } from './strangers.ts';
import { readable } from './symbols.ts';

/** Who may become which role, user, policy, function or key, by which actions: the trust that no proof takes away. */
export interface Trusted {
  /** Address of a role or user of the templates, or the ARN of who stands outside them. */
  readonly who: string;
  readonly outside: boolean;
  /** `role`, `function`, `key`, …, and which of them, by address. */
  readonly kind: string;
  readonly becomes: readonly string[];
  readonly actions: readonly string[];
  /** What it comes to, in words. */
  readonly route: string;
  /** The statements that let it, as `<stack>/<logicalId> <sid or path>`; none where policies outside the templates decide. */
  readonly statements: readonly string[];
  /** When it can, in plain words; null for always. */
  readonly when: string | null;
  readonly source: string;
  /** Statements of the organisation's policies in the templates that stop all of it; none where they stop nothing, or are not there. */
  readonly guardrails: readonly string[];
}

interface Row {
  /** Canonical text of who asks, and for what. */
  readonly caller: string;
  readonly to: string;
  readonly who: string;
  readonly outside: boolean;
  readonly takeover: (typeof takeovers)[number];
  readonly action: string;
  readonly becomes: string;
  readonly answer: Answer;
}

const placeOf = ({ source, sid, path }: Deciding): string => `${source} ${sid ?? path}`;

/** Of the templates; not what the evaluator supposes of policies that they do not hold. */
const isOurs = ({ source }: Deciding): boolean => !source.startsWith('policies ');

const ofIdentities = (estate: Estate): readonly Row[] =>
  becomings(estate).map(({ who, target, to, action, takeover, answer }) => ({
    caller: physicalName(estate, who).arn,
    to,
    who: who.address,
    outside: false,
    takeover,
    action,
    becomes: target,
    answer,
  }));

/** Principals of AWS that a policy names and the templates do not hold. */
function strangersIn(estate: Estate, resource: Resource): readonly string[] {
  const own = new Set(
    estate.ofType('AWS::IAM::Role', 'AWS::IAM::User').map((identity) => physicalName(estate, identity).arn),
  );
  return (resourcePolicy(estate, resource) ?? [])
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap(({ principals = [] }) => principals)
    .flatMap(({ kind, value }) => (kind === 'AWS' && value !== undefined && !own.has(value) ? [value] : []));
}

/** Who stands outside: whoever a policy names, and any other identity of the account, which its own policies may allow whatever they like. */
const ofStrangers = (estate: Estate): readonly Row[] =>
  takeovers.flatMap((takeover) =>
    victims(estate)(takeover.of).flatMap(({ arn, resource }) => {
      const named = [...new Set([...strangersIn(estate, resource), anybodyElse(estate, resource.stack)])];
      return named.flatMap((who) =>
        actionsIn(takeover).flatMap((action): readonly Row[] => {
          if (!isCall(action, arn)) return [];
          const answer = ask(estate, { who, action, to: arn, facts: takeover.facts ?? {}, withoutGuardrails: true });
          return answer.decision === 'denied'
            ? []
            : [
                {
                  caller: who,
                  to: arn,
                  who: readable(who),
                  outside: true,
                  takeover,
                  action,
                  becomes: resource.address,
                  answer,
                },
              ];
        }),
      );
    }),
  );

const whenOf = ({ decision, residual }: Answer, outside: boolean): string | null =>
  outside && decision === 'unknown' ? 'its own policies allow it, which these templates do not hold' : residual;

/** What of the organisation's policies denies every call of these rows; nothing when one of them gets through. */
function guardrailsOn(estate: Estate, rows: readonly Row[]): readonly string[] {
  if (estate.ofType('AWS::Organizations::Policy').length === 0) return [];
  const answers = rows.map(({ caller, action, to, takeover }) =>
    ask(estate, { who: caller, action, to, facts: takeover.facts ?? {} }),
  );
  if (!answers.every(({ decision }) => decision === 'denied')) return [];
  const denials = answers.flatMap(({ statements }) =>
    statements.filter(({ effect, layer }) => effect === 'Deny' && layer.endsWith('control')).map(placeOf),
  );
  return [...new Set(denials)].toSorted();
}

/** Everybody on whom the proofs rest, one row for each way and each condition; the same estate gives the same rows. */
export const trustedComputingBase: (estate: Estate) => readonly Trusted[] = oncePerEstate((estate) => {
  const rows = grouped([...ofIdentities(estate), ...ofStrangers(estate)], ({ who, takeover, answer, outside }) => [
    [who, takeover.id, whenOf(answer, outside)].join('\n'),
  ]);
  const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();
  return [...rows.values()].flatMap((same): readonly Trusted[] => {
    const [first] = same;
    if (first === undefined) return [];
    const { who, outside, takeover, answer } = first;
    return [
      {
        who,
        outside,
        kind: takeover.of,
        becomes: unique(same.map(({ becomes }) => becomes)),
        actions: unique(same.map(({ action }) => action)),
        route: takeover.route,
        statements: unique(
          same.flatMap((row) =>
            row.answer.statements
              .filter(({ effect }) => effect === 'Allow')
              .filter(isOurs)
              .map(placeOf),
          ),
        ),
        when: whenOf(answer, outside),
        source: takeover.source,
        guardrails: guardrailsOn(estate, same),
      },
    ];
  });
});
