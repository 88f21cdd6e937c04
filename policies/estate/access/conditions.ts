import type { Circumstances } from './circumstances.ts';
import type { PolicyCondition, PolicyStatement } from './documents.ts';
import { all, type Formula, type Sent, unreadable } from './formula.ts';
import { operators, type ParsedOperator, parseOperator } from './operators.ts';
import { either, type Match } from './pattern.ts';
import { readable } from './symbols.ts';
import { filled, keysIn } from './variables.ts';

/** Whether every condition of a statement holds, as far as the circumstances say. */
export const conditionsOf = (statement: PolicyStatement, circumstances: Circumstances): Formula =>
  all(...statement.conditions.map((condition) => conditionOf(condition, statement, circumstances)));

function conditionOf(condition: PolicyCondition, statement: PolicyStatement, circumstances: Circumstances): Formula {
  const operator = parseOperator(condition.operator);
  const key = condition.key.toLowerCase();
  const place = `${statement.source} ${statement.path}`;
  // IfExists goes with every operator but Null.
  if ((operator.name === 'null' && operator.ifExists) || (operator.name !== 'null' && !operators.has(operator.name)))
    return unreadable(
      `${place} has the operator ${condition.operator}, and it holds`,
      `${place} has the operator ${condition.operator}, and it does not hold`,
    );
  const written = condition.values.filter((value): value is string => value !== undefined);
  const unread = written.length < condition.values.length;
  const variables = statement.hasVariables ? [...new Set(written.flatMap(keysIn))] : [];
  const keys = [...new Set([key, ...variables])];
  const open = keys.filter((one) => circumstances.sent(one) === undefined);
  const holds = (sent: (one: string) => Sent): Match => {
    const values = statement.hasVariables ? written.flatMap((value) => filled(value, sent) ?? []) : written;
    return conditionHolds(operator, values, sent(key), unread);
  };
  const known = (one: string): Sent => circumstances.sent(one) ?? null;
  const words = wordsOf(operator, condition);
  const unknown = unreadable(words.holds, words.fails, `${place} ${words.holds}`);
  if (open.length === 0) {
    const match = holds(known);
    return match === 'perhaps' ? unknown : match === 'yes';
  }
  if (unread) return unknown;
  const beside = operators.get(operator.name)?.beside;
  return {
    is: 'atom',
    id: `${condition.operator.toLowerCase()} ${key} ${JSON.stringify(written)}`,
    keys: open,
    words: words.holds,
    otherwise: words.fails,
    candidates: {
      [key]: [
        ...(operators.get(operator.name)?.wildcards ? written.flatMap(instances) : written),
        ...written.flatMap((value) => beside?.(value) ?? []),
      ],
    },
    patterns: operators.get(operator.name)?.wildcards ? written.filter((value) => /[*?]/.test(value)) : [],
    typed: beside !== undefined,
    complete: variables.length === 0,
    holds: (assigned) => holds((one) => (open.includes(one) ? assigned(one) : known(one))) === 'yes',
  };
}

/** Texts that a pattern covers: nothing behind its stars, and something. */
const instances = (pattern: string): readonly string[] =>
  /[*?]/.test(pattern)
    ? [
        ['', 'x'],
        ['some', 'y'],
      ].map(([star = '', question = '']) => pattern.replaceAll('*', star).replaceAll('?', question))
    : [pattern];

function conditionHolds(
  { name, set, ifExists }: ParsedOperator,
  written: readonly string[],
  sent: Sent,
  unread: boolean,
): Match {
  // Without IfExists, a set operator on an empty set is decided by the set: all of nothing, or any of nothing.
  const isAbsent = sent === null || sent.length === 0;
  if (name === 'null')
    return written.some((value) => (value.toLowerCase() === 'true') === isAbsent) ? 'yes' : unread ? 'perhaps' : 'no';
  const operator = operators.get(name);
  if (operator === undefined) return 'perhaps';
  if (isAbsent) return ifExists || set === 'forallvalues' || (set === undefined && operator.negated) ? 'yes' : 'no';
  const one = (value: string): Match => {
    let match: Match = unread ? 'perhaps' : 'no';
    for (const text of written) match = either(match, operator.test(text, value));
    return operator.negated ? opposite(match) : match;
  };
  const matches = sent.map(one);
  const every = set === 'forallvalues' || (set === undefined && operator.negated);
  if (every) return matches.includes('no') ? 'no' : matches.includes('perhaps') ? 'perhaps' : 'yes';
  return matches.reduce(either, 'no');
}

const opposite = (match: Match): Match => (match === 'yes' ? 'no' : match === 'no' ? 'yes' : 'perhaps');

/** `aws:SourceVpce is ‹Network/Endpoint›`, and its opposite. */
function wordsOf({ name, set, ifExists }: ParsedOperator, { key, values }: PolicyCondition) {
  const texts = values.map((value) => (value === undefined ? 'a value nobody can read here' : readable(value)));
  if (name === 'null') {
    const absent = texts.some((value) => value.toLowerCase() === 'true');
    const [isSent, isNotSent] = [`${key} is sent`, `${key} is not sent`];
    return absent ? { holds: isNotSent, fails: isSent } : { holds: isSent, fails: isNotSent };
  }
  const operator = operators.get(name);
  const list = texts.length > 1 ? `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}` : (texts[0] ?? 'nothing');
  const absence = ifExists ? ', if it is sent' : '';
  const subject =
    set === 'forallvalues' ? `every value of ${key}` : set === 'foranyvalue' ? `some value of ${key}` : key;
  const others = set === 'forallvalues' ? `some value of ${key}` : set === 'foranyvalue' ? `no value of ${key}` : key;
  const verb = operator?.verb ?? `(${name})`;
  const fails = set === 'foranyvalue' ? `${others} ${verb} ${list}` : `${others} ${operator?.opposite ?? verb} ${list}`;
  return { holds: `${subject} ${verb} ${list}${absence}`, fails: ifExists ? `${fails}, and is sent` : fails };
}
