import type { Json, JsonObject } from '../estate.ts';
import { text } from '../values.ts';

/** What a rule lets through or refuses. `all` protocols have all ports. */
export interface Traffic {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

export const anyTraffic: Traffic = { protocol: 'all', first: 0, last: 65535 };

const names: Readonly<Record<string, string>> = { '-1': 'all', '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** IANA's numbers, by which ACLs name what groups name in words. */
function protocolOf(value: Json | undefined): string {
  if (typeof value !== 'string' && typeof value !== 'number') return 'all';
  return names[String(value)] ?? String(value).toLowerCase();
}

/** A port that cannot be read may be any. */
const port = (value: Json | undefined, otherwise: number): number => {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isNaN(number) || number < 0 ? otherwise : number;
};

function traffic(protocol: string, from: Json | undefined, to: Json | undefined): Traffic {
  return protocol === 'tcp' || protocol === 'udp'
    ? { protocol, first: port(from, 0), last: port(to, 65535) }
    : { ...anyTraffic, protocol };
}

export const trafficOfGroupRule = (rule: JsonObject): Traffic =>
  traffic(protocolOf(rule.IpProtocol), rule.FromPort, rule.ToPort);

export const trafficOfAclEntry = (entry: JsonObject): Traffic => {
  const ports = entry.PortRange;
  const range = typeof ports === 'object' && ports !== null && !Array.isArray(ports) ? (ports as JsonObject) : {};
  return traffic(protocolOf(entry.Protocol), range.From, range.To);
};

export const isWhole = ({ protocol, first, last }: Traffic): boolean =>
  protocol === 'all' && first === 0 && last === 65535;

/** What passes both; undefined for nothing. */
export function meeting(a: Traffic, b: Traffic): Traffic | undefined {
  if (a.protocol !== 'all' && b.protocol !== 'all' && a.protocol !== b.protocol) return undefined;
  const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
  return first > last ? undefined : { protocol: a.protocol === 'all' ? b.protocol : a.protocol, first, last };
}

export const includes = (outer: Traffic, inner: Traffic): boolean =>
  (outer.protocol === 'all' || outer.protocol === inner.protocol) &&
  outer.first <= inner.first &&
  outer.last >= inner.last;

/** Such as `tcp 443`, `udp 1024-65535`, `all`. */
export const spoken = ({ protocol, first, last }: Traffic): string => {
  const ports = first === 0 && last === 65535 ? '' : first === last ? ` ${first}` : ` ${first}-${last}`;
  return `${protocol}${ports}`;
};

/** For a sentence: the text, references without their signs, or the JSON of what could not be resolved. */
export const asWritten = (value: Json | undefined): string =>
  text(value)?.replace(/\$\{([^}]*)\}/g, '$1') ?? JSON.stringify(value) ?? 'nothing';
