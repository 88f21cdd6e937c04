import type { JsonObject } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';

/** Bytes of a body that WAF looks at by default. */
const most = 16_384;

const limitsBody = (statement: JsonObject): boolean => {
  const { FieldToMatch: field, ComparisonOperator: compares, Size: size } = record(statement.SizeConstraintStatement);
  return (
    record(record(field).Body).OversizeHandling === 'MATCH' &&
    (compares === 'GT' || compares === 'GE') &&
    Number(size) <= most
  );
};

/** One path and no other: from its beginning to its end, each part named or one part of a path. */
function sparesOnePath(statement: JsonObject): boolean {
  const { FieldToMatch: field, RegexString: pattern } = record(
    record(record(statement.NotStatement).Statement).RegexMatchStatement,
  );
  return record(field).UriPath !== undefined && /^\^(\/([a-z0-9-]+|\[\^\/\]\+))+\$$/.test(text(pattern) ?? '');
}

/**
 * Whether a rule of the estate's own blocks bodies beyond what WAF looks at, at every path or at all but few that are written out whole. AWS's own limit is
 * half of it and cannot be told of a path.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html
 */
export const limitsBodies = (rules: readonly JsonObject[]): boolean =>
  rules
    .filter((rule) => record(rule.Action).Block !== undefined)
    .map((rule) => record(rule.Statement))
    .some((statement) => {
      if (limitsBody(statement)) return true;
      const [limit, ...spared] = list(record(statement.AndStatement).Statements).map(record);
      return limit !== undefined && limitsBody(limit) && spared.length <= 2 && spared.every(sparesOnePath);
    });
