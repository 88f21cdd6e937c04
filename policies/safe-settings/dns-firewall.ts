import type { Estate, JsonObject, Resource } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';

export interface FirewallRule {
  readonly path: string;
  readonly action: string;
  readonly priority: number;
  /** Undefined: a list that AWS manages, one in a file, or one that cannot be seen. */
  readonly names: readonly string[] | undefined;
  readonly trustsRedirections: boolean;
  /** It meets only some questions, such as those of one record type: others pass it by. */
  readonly isNarrowed: boolean;
}

/** What a rule may say without meeting fewer questions. */
const plain = ['Action', 'BlockResponse', 'FirewallDomainListId', 'FirewallDomainRedirectionAction', 'Priority'];

/** Rules of a group in the order in which they are asked. */
export const firewallRules = (estate: Estate, group: Resource): readonly FirewallRule[] =>
  list(group.properties.FirewallRules)
    .map((rule, index) => ruleOf(estate, record(rule), `Properties.FirewallRules.${index}`))
    .sort((one, other) => one.priority - other.priority);

function ruleOf(estate: Estate, rule: JsonObject, path: string): FirewallRule {
  const { Domains: domains, DomainFileUrl: file } = estate.find(rule.FirewallDomainListId)?.properties ?? {};
  return {
    path,
    action: text(rule.Action) ?? 'unknown',
    priority: typeof rule.Priority === 'number' ? rule.Priority : Number.NaN,
    names:
      Array.isArray(domains) && file === undefined && !list(domains).some(isRecord)
        ? list(domains).map(String)
        : undefined,
    isNarrowed: Object.keys(rule).some((key) => !plain.includes(key)),
    trustsRedirections: rule.FirewallDomainRedirectionAction === 'TRUST_REDIRECTION_DOMAIN',
  };
}
