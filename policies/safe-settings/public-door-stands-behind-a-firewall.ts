import { type Door, doors } from '../estate/doors.ts';
import type { Estate, JsonObject, Resource } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { limitsBodies } from './body-limits.ts';

/** Groups of AWS that every web application is told to have. */
const baseline = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];
/** Requests of one address in five minutes. */
const mostRequests = 2000;

const blocks = (rule: JsonObject): boolean => record(rule.Action).Block !== undefined;

/** The one answer that may be turned into counting, where a rule of ours limits bodies instead. */
const ofBodies = 'SizeRestrictions_BODY';

/** A group works with its own answers only where nothing turns them into counting. */
function managedGroup(rule: JsonObject, bodiesAreLimited: boolean): string | undefined {
  const group = record(record(rule.Statement).ManagedRuleGroupStatement);
  const isWhole =
    record(rule.OverrideAction).None !== undefined &&
    group.VendorName === 'AWS' &&
    group.ScopeDownStatement === undefined &&
    list(group.ExcludedRules).length === 0 &&
    !list(group.RuleActionOverrides)
      .map(record)
      .filter(({ Name, ActionToUse: to }) => !(bodiesAreLimited && Name === ofBodies && record(to).Count !== undefined))
      .some((one) => !isRecord(record(one.ActionToUse).Block));
  return isWhole ? text(group.Name) : undefined;
}

function limitsRate(rule: JsonObject): boolean {
  const written = record(record(rule.Statement).RateBasedStatement);
  const { Limit: limit, ScopeDownStatement: narrowed, AggregateKeyType: by } = written;
  return blocks(rule) && narrowed === undefined && by === 'IP' && Number(limit) <= mostRequests;
}

/** A group of our own that lets a request in, or one of AWS that is told to, ends the judgement of that request like any rule does. */
function letsIn(estate: Estate, rule: JsonObject): boolean {
  const { ManagedRuleGroupStatement: managed, RuleGroupReferenceStatement: own } = record(rule.Statement);
  const group = estate.find(record(own).Arn, 'AWS::WAFv2::RuleGroup');
  if (own !== undefined && group === undefined) return true;
  return (
    list(group?.properties.Rules).some((one) => record(record(one).Action).Allow !== undefined) ||
    [...list(record(managed).RuleActionOverrides), ...list(record(own).RuleActionOverrides)].some(
      (one) => record(record(one).ActionToUse).Allow !== undefined,
    )
  );
}

function faultOf(estate: Estate, acl: Resource | undefined): string | undefined {
  if (acl === undefined) return 'no firewall of the estate stands before it';
  const { Scope: scope, DefaultAction: otherwise, Rules: written } = acl.properties;
  const rules = list(written).map(record);
  if (scope !== 'REGIONAL') return `${acl.logicalId} is for caches at the edge`;
  const action = Object.keys(record(otherwise)).join();
  if (action !== 'Allow' && action !== 'Block') return `${acl.logicalId} does not say what it does with all the rest`;
  const groups = rules.flatMap((rule) => managedGroup(rule, limitsBodies(rules)) ?? []);
  const missing = baseline.find((name) => !groups.includes(name));
  if (missing !== undefined) return `${acl.logicalId} does not refuse what ${missing} refuses`;
  if (!rules.some(limitsRate)) return `${acl.logicalId} takes any number of requests`;
  const first = rules
    .filter((rule) => record(rule.Action).Allow !== undefined || letsIn(estate, rule))
    .find((rule) => action === 'Allow' || rules.some((other) => Number(other.Priority) > Number(rule.Priority)));
  return first === undefined ? undefined : `${text(first.Name)} lets requests past the rules behind it`;
}

const stagesOf = (estate: Estate, api: Resource): readonly Resource[] =>
  estate
    .ofType('AWS::ApiGateway::Stage')
    .filter(({ properties }) => estate.find(properties.RestApiId, 'AWS::ApiGateway::RestApi') === api);

/** The web ACL of a stage: its association names the API and the stage, as reference or by its name. */
function guardOf(estate: Estate, api: Resource, stage: Resource): Resource | undefined {
  const names = [`\${${stage.address}}`, text(stage.properties.StageName)];
  const association = estate.ofType('AWS::WAFv2::WebACLAssociation').find(({ properties }) => {
    const [, ofApi, ofStage] =
      /:apigateway:[^:]*::\/restapis\/(\$\{[^}]+\})\/stages\/(.+)$/.exec(text(properties.ResourceArn) ?? '') ?? [];
    return ofApi !== undefined && estate.find(ofApi, 'AWS::ApiGateway::RestApi') === api && names.includes(ofStage);
  });
  return association && estate.find(association.properties.WebACLArn, 'AWS::WAFv2::WebACL');
}

function judge(estate: Estate, { api }: Door): readonly Outcome[] {
  const hidden = estate
    .ofType('AWS::ApiGateway::Deployment')
    .filter(({ properties }) => properties.StageName !== undefined && estate.find(properties.RestApiId) === api)
    .map((deployment) => fail(deployment, 'Properties.StageName', 'makes a stage that no firewall can be put before'));
  const stages = stagesOf(estate, api);
  if (stages.length === 0) return [...hidden, fail(api, 'Type', 'has no stage that can be seen')];
  return [
    ...hidden,
    ...stages.map((stage) => {
      const fault = faultOf(estate, guardOf(estate, api, stage));
      return judged(
        fault === undefined,
        stage,
        'Type',
        'stands behind a firewall that limits each address',
        fault ?? '',
      );
    }),
  ];
}

export const publicDoorStandsBehindAFirewall: Rule = {
  id: 'public-door-stands-behind-a-firewall',
  safe: 'settings',
  controls: ['2.2.09', '2.2.12'],
  severity: 'fatal',
  why: 'An address on the internet is tried by everybody from its first hour; a limit and known attacks are held off before any code of ours runs.',
  fix: "associate a regional web ACL with AWS's baseline groups, each with its own answers, and a rate limit that blocks, with the stage",
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  check: (estate) =>
    doors(estate)
      .filter(({ kind }) => kind === 'public')
      .flatMap((door) => judge(estate, door)),
};
