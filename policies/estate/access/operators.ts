import { equalText, type Match, matchArn, matchText } from './pattern.ts';

/**
 * Every condition operator, as a test of one value that was sent against one that the policy holds. `negated`: it holds when the test
 * fails for every value of the policy, and where the key is absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  readonly negated: boolean;
  /** Wildcards in the policy's value count. */
  readonly wildcards: boolean;
  /** In words, between the key and the policy's values. */
  readonly verb: string;
  readonly opposite: string;
  test(written: string, sent: string): Match;
  /** What to try beside the written value, so that both sides of its edge are seen. */
  beside?(written: string): readonly string[];
}

const decide = (holds: boolean): Match => (holds ? 'yes' : 'no');
const ignoringCase = (written: string, sent: string): Match => equalText(written.toLowerCase(), sent.toLowerCase());

const compare =
  (measure: (text: string) => number, holds: (sent: number, written: number) => boolean) =>
  (written: string, sent: string): Match => {
    const [one, other] = [measure(sent), measure(written)];
    return Number.isNaN(one) || Number.isNaN(other) ? 'no' : decide(holds(one, other));
  };

const numeric = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** ISO 8601, or seconds since 1970 (some services: milliseconds). */
const instant = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const numbersBeside = (written: string): readonly string[] =>
  Number.isNaN(numeric(written)) ? [] : [String(numeric(written) - 1), String(numeric(written) + 1)];

const instantsBeside = (written: string): readonly string[] =>
  Number.isNaN(instant(written)) ? [] : [-1000, 1000].map((shift) => new Date(instant(written) + shift).toISOString());

/** An address as bits: 32 of them, or 128. */
function bitsOf(address: string): string | undefined {
  const dotted = address.includes('.') ? address.slice(address.lastIndexOf(':') + 1) : undefined;
  const four = dotted === undefined ? undefined : fourBytes(dotted);
  if (dotted !== undefined && four === undefined) return undefined;
  if (!address.includes(':')) return four;
  const text = dotted === undefined ? address : address.replace(dotted, hextets(four ?? ''));
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const heads = before === '' ? [] : before.split(':');
  const tails = after === undefined || after === '' ? [] : after.split(':');
  const missing = 8 - heads.length - tails.length;
  if (after === undefined ? missing !== 0 : missing < 0) return undefined;
  const groups = [...heads, ...Array.from({ length: missing }, () => '0'), ...tails];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function fourBytes(text: string): string | undefined {
  const bytes = text.split('.').map((byte) => (/^\d{1,3}$/.test(byte) ? Number(byte) : Number.NaN));
  if (bytes.length !== 4 || !bytes.every((byte) => byte <= 255)) return undefined;
  return bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

const hextets = (bits: string): string =>
  [bits.slice(0, 16), bits.slice(16)].map((half) => Number.parseInt(half, 2).toString(16)).join(':');

function inRange(written: string, sent: string): Match {
  const [network = '', length] = written.split('/');
  const [range, address] = [bitsOf(network), bitsOf(sent)];
  if (range === undefined || address === undefined || range.length !== address.length) return 'no';
  const bits = length === undefined ? range.length : Number(length);
  return decide(range.slice(0, bits) === address.slice(0, bits));
}

const rangesBeside = (written: string): readonly string[] => {
  const [network = ''] = written.split('/');
  return [network, network.includes(':') ? '2001:db8:ffff::1' : '192.0.2.255'];
};

const pair = (
  name: string,
  negatedName: string | undefined,
  wildcards: boolean,
  words: readonly [string, string],
  test: Operator['test'],
  beside?: Operator['beside'],
): readonly [string, Operator][] => {
  const more = beside === undefined ? {} : { beside };
  const positive: Operator = { negated: false, wildcards, verb: words[0], opposite: words[1], test, ...more };
  const negative: Operator = { negated: true, wildcards, verb: words[1], opposite: words[0], test, ...more };
  return negatedName === undefined
    ? [[name, positive]]
    : [
        [name, positive],
        [negatedName, negative],
      ];
};

export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>(
  [
    pair('StringEquals', 'StringNotEquals', false, ['is', 'is not'], equalText),
    pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', false, ['is', 'is not'], ignoringCase),
    pair('StringLike', 'StringNotLike', true, ['matches', 'does not match'], matchText),
    pair('ArnEquals', 'ArnNotEquals', true, ['matches', 'does not match'], matchArn),
    pair('ArnLike', 'ArnNotLike', true, ['matches', 'does not match'], matchArn),
    pair('Bool', undefined, false, ['is', 'is not'], ignoringCase, () => ['true', 'false']),
    pair('BinaryEquals', undefined, false, ['is', 'is not'], equalText),
    pair(
      'NumericEquals',
      'NumericNotEquals',
      false,
      ['is', 'is not'],
      compare(numeric, (a, b) => a === b),
      numbersBeside,
    ),
    pair(
      'NumericLessThan',
      undefined,
      false,
      ['is less than', 'is not less than'],
      compare(numeric, (a, b) => a < b),
      numbersBeside,
    ),
    pair(
      'NumericLessThanEquals',
      undefined,
      false,
      ['is at most', 'is not at most'],
      compare(numeric, (a, b) => a <= b),
      numbersBeside,
    ),
    pair(
      'NumericGreaterThan',
      undefined,
      false,
      ['is more than', 'is not more than'],
      compare(numeric, (a, b) => a > b),
      numbersBeside,
    ),
    pair(
      'NumericGreaterThanEquals',
      undefined,
      false,
      ['is at least', 'is not at least'],
      compare(numeric, (a, b) => a >= b),
      numbersBeside,
    ),
    pair(
      'DateEquals',
      'DateNotEquals',
      false,
      ['is', 'is not'],
      compare(instant, (a, b) => a === b),
      instantsBeside,
    ),
    pair(
      'DateLessThan',
      undefined,
      false,
      ['is before', 'is not before'],
      compare(instant, (a, b) => a < b),
      instantsBeside,
    ),
    pair(
      'DateLessThanEquals',
      undefined,
      false,
      ['is at the latest', 'is not at the latest'],
      compare(instant, (a, b) => a <= b),
      instantsBeside,
    ),
    pair(
      'DateGreaterThan',
      undefined,
      false,
      ['is after', 'is not after'],
      compare(instant, (a, b) => a > b),
      instantsBeside,
    ),
    pair(
      'DateGreaterThanEquals',
      undefined,
      false,
      ['is at the earliest', 'is not at the earliest'],
      compare(instant, (a, b) => a >= b),
      instantsBeside,
    ),
    pair('IpAddress', 'NotIpAddress', false, ['is in', 'is not in'], inRange, rangesBeside),
  ]
    .flat()
    // Names of operators, as CloudFormation passes them on, are not checked for case by anybody.
    .map(([name, operator]) => [name.toLowerCase(), operator]),
);

export interface ParsedOperator {
  readonly name: string;
  readonly set: 'forallvalues' | 'foranyvalue' | undefined;
  readonly ifExists: boolean;
}

export function parseOperator(written: string): ParsedOperator {
  const lower = written.toLowerCase();
  const [, set, rest = lower] = /^(forallvalues|foranyvalue):(.*)$/.exec(lower) ?? [];
  const ifExists = rest.endsWith('ifexists');
  return {
    name: ifExists ? rest.slice(0, -'ifexists'.length) : rest,
    set: set === 'forallvalues' || set === 'foranyvalue' ? set : undefined,
    ifExists,
  };
}
