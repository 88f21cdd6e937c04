import { type Door, doors, type Operation } from '../estate/doors.ts';
import type { Estate, Json, JsonObject, Resource } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Bytes at which the rule SizeRestrictions_BODY of AWS's common rules blocks; no setting changes it. */
const ofCommonRules = 8192;

/** The longest text that a schema, or a part of it, says that it takes. */
function longestText(document: JsonObject, schema: Json | undefined, depth = 0): number {
  if (!isRecord(schema) || depth > 20) return 0;
  const [, name] = /^#\/components\/schemas\/(.+)$/.exec(text(schema.$ref) ?? '') ?? [];
  if (name !== undefined) return longestText(document, record(record(document.components).schemas)[name], depth + 1);
  const parts = [...Object.values(record(schema.properties)), schema.items];
  return Math.max(Number(schema.maxLength ?? 0), ...parts.map((part) => longestText(document, part, depth + 1)));
}

const asks = ({ document = {} }: Door, { written }: Operation): number =>
  Math.max(
    0,
    ...Object.values(record(record(written.requestBody).content)).map((one) =>
      longestText(document, record(one).schema),
    ),
  );

const saysBody = (value: Json | undefined): boolean => JSON.stringify(value ?? null).includes('"Body"');

/** A rule that blocks whatever comes with a longer body; one that asks for something besides, such as a path, is not judged. */
function blocksFrom(rule: JsonObject): number | undefined {
  const { SizeConstraintStatement: size, ManagedRuleGroupStatement: group } = record(rule.Statement);
  if (isRecord(size)) {
    const blocks = record(rule.Action).Block !== undefined && saysBody(size.FieldToMatch);
    return blocks && ['GT', 'GE'].includes(text(size.ComparisonOperator) ?? '') ? Number(size.Size) : undefined;
  }
  if (!isRecord(group) || text(group.Name) !== 'AWSManagedRulesCommonRuleSet') return undefined;
  const spared =
    record(rule.OverrideAction).Count !== undefined ||
    group.ScopeDownStatement !== undefined ||
    list(group.RuleActionOverrides)
      .map(record)
      .some(({ Name, ActionToUse: to }) => Name === 'SizeRestrictions_BODY' && record(to).Block === undefined);
  return spared ? undefined : ofCommonRules;
}

/** Firewalls before a stage of the API. */
const firewallsOf = (estate: Estate, api: Resource): readonly Resource[] =>
  estate.ofType('AWS::WAFv2::WebACLAssociation').flatMap(({ properties }) => {
    const [, stage] = /\/restapis\/(\$\{[^}]+\})\/stages\//.exec(text(properties.ResourceArn) ?? '') ?? [];
    const acl = estate.find(properties.WebACLArn, 'AWS::WAFv2::WebACL');
    return acl !== undefined && estate.find(stage) === api ? [acl] : [];
  });

export const firewallsLetTheBodiesOfTheirDoorThrough: WorksOnAwsRule = {
  id: 'firewalls-let-the-bodies-of-their-door-through',
  severity: 'error',
  why: 'The common rules of AWS block every body beyond 8 KB, and a rule of ours what it says: a door that takes more answers 403 to what its own document allows.',
  fix: 'count SizeRestrictions_BODY instead of blocking, and limit bodies by a rule that asks for the path too',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  check: (estate) =>
    doors(estate).flatMap((door) =>
      firewallsOf(estate, door.api).map((acl) => {
        const limits = list(acl.properties.Rules)
          .map(record)
          .flatMap((rule) => blocksFrom(rule) ?? []);
        const least = Math.min(...limits);
        const blocked = door.operations.find((operation) => asks(door, operation) > least);
        return judged(
          blocked === undefined,
          acl,
          'Properties.Rules',
          'lets through every text that an operation of its door takes',
          `blocks bodies beyond ${least} bytes, and ${blocked?.name} takes a text of ${blocked === undefined ? 0 : asks(door, blocked)}`,
        );
      }),
    ),
};
