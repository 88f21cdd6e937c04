import type { Answer, Deciding } from '../access/answer.ts';
import { ask, type Question } from '../access/ask.ts';
import { type CallPath, callPaths } from '../access/call-path.ts';
import { readable } from '../access/symbols.ts';
import type { Estate, Resource } from '../estate.ts';
import type { Asker } from './askers.ts';
import { placesOf } from './places.ts';
import { isSilent } from './silence.ts';
import { type Scope, storeKinds, type Verb } from './verbs.ts';

export type CellAnswer = 'no' | 'only if' | 'yes' | 'unknown';

/** What one principal may do to one store by one verb, over every call path. */
export interface Cell {
  readonly answer: CellAnswer;
  /** The condition, or what an unknown depends on. */
  readonly residual: string | undefined;
  /** Actions that give this answer, and others that are not a "no", each with its own. */
  readonly actions: readonly string[];
  /** `<Allow|Deny> <stack>/<logicalId> <path> (<Sid>)`. None of a "no" to which no statement speaks: nothing allows it. */
  readonly statements: readonly string[];
  /** Where the call path decides: what comes of it on each. */
  readonly byPath: Readonly<Partial<Record<CallPath, CellAnswer>>> | undefined;
}

const answerOf: Readonly<Record<Answer['decision'], CellAnswer>> = {
  allowed: 'yes',
  conditional: 'only if',
  unknown: 'unknown',
  denied: 'no',
};

/** From the widest. */
const order: readonly CellAnswer[] = ['yes', 'only if', 'unknown', 'no'];

interface Heard {
  readonly question: Question;
  readonly answer: Answer;
}

/** The cell: the widest answer among the actions of the verb and the places at which they can be aimed. */
export function cellOf(estate: Estate, asker: Asker, store: Resource, verb: Verb, withoutGuardrails: boolean): Cell {
  const heard = questionsOf(estate, asker, store, verb, withoutGuardrails).map(
    (question): Heard => ({ question, answer: ask(estate, question) }),
  );
  const widest = order.find((one) => heard.some(({ answer }) => answerOf[answer.decision] === one)) ?? 'no';
  const deciding = heard.filter(({ answer }) => answerOf[answer.decision] === widest);
  const others = heard.filter(({ answer }) => !['no', widest].includes(answerOf[answer.decision]));
  return {
    answer: widest,
    residual: widest === 'no' || widest === 'yes' ? undefined : residualOf(deciding),
    actions:
      widest === 'no'
        ? []
        : [
            ...new Set([
              ...deciding.map(({ question }) => question.action),
              ...others.map(({ question, answer }) => `${question.action} (${answerOf[answer.decision]})`),
            ]),
          ],
    statements: statementsOf(deciding),
    byPath: isOpen(asker, widest) ? byPathOf(estate, deciding, widest) : undefined,
  };
}

function questionsOf(
  estate: Estate,
  asker: Asker,
  store: Resource,
  verb: Verb,
  withoutGuardrails: boolean,
): readonly Question[] {
  const aims = storeKinds[store.type]?.verbs[verb] ?? {};
  return (Object.entries(aims) as [Scope, readonly string[]][]).flatMap(([scope, actions]) =>
    placesOf(estate, store, scope).flatMap((to) =>
      actions
        .filter((action) => !isSilent(estate, asker, action, to, store))
        .map((action): Question => ({ who: asker.who, action, to, governedBy: store, withoutGuardrails })),
    ),
  );
}

/** Different conditions of several actions or places, any of which is enough. */
const residualOf = (heard: readonly Heard[]): string => {
  const all = [...new Set(heard.map(({ answer }) => readable(answer.residual ?? '')))];
  return all.length === 1 ? (all[0] ?? '') : all.map((one) => `[${one}]`).join(' or ');
};

export const nameOf = ({ effect, source, path, sid }: Deciding): string =>
  readable(`${effect} ${source} ${path}${sid === undefined ? '' : ` (${sid})`}`);

const statementsOf = (heard: readonly Heard[]): readonly string[] => [
  ...new Set(heard.flatMap(({ answer }) => answer.statements.map(nameOf))),
];

/** Whether the path may decide. A service calls in its own name, and of those outside the templates too little is known. */
const isOpen = ({ kind }: Asker, answer: CellAnswer): boolean =>
  (answer === 'only if' || answer === 'unknown') && (kind === 'role' || kind === 'user');

/** Asked once for each path; nothing where the path changes nothing. */
function byPathOf(estate: Estate, heard: readonly Heard[], widest: CellAnswer): Cell['byPath'] {
  const found = callPaths.map((path): [CallPath, CellAnswer] => {
    const answers = heard.map(({ question }) => answerOf[ask(estate, { ...question, path }).decision]);
    return [path, order.find((one) => answers.includes(one)) ?? 'no'];
  });
  return found.every(([, answer]) => answer === widest) ? undefined : Object.fromEntries(found);
}
