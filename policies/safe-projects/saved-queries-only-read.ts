import type { Estate, Resource } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Words of SQL by which something is made, changed, or sent to another place than the answer. */
const doing =
  /\b(ALTER|CALL|COPY|CREATE|DELETE|DROP|EXECUTE|GRANT|INSERT|LOAD|MERGE|MSCK|OPTIMIZE|REFRESH|UNLOAD|UPDATE|USING\s+EXTERNAL\s+FUNCTION|VACUUM)\b/i;

/** Literals and quoted names are no words of the statement. */
const bare = (sql: string): string => sql.replace(/'(?:[^']|'')*'/g, "''").replace(/"(?:[^"]|"")*"/g, '""');

function faultOf(estate: Estate, query: Resource): string | undefined {
  const { WorkGroup: workgroup, QueryString: saved, QueryStatement: prepared } = query.properties;
  const sql = text(saved ?? prepared);
  const inStack = estate.stacks.find(({ name }) => name === query.stack)?.resources ?? [];
  const ours = inStack.some(
    (one) =>
      one.type === 'AWS::Athena::WorkGroup' &&
      (workgroup === `\${${one.address}}` || workgroup === one.properties.Name),
  );
  if (workgroup === undefined || !ours) return 'belongs to no workgroup of its own stack';
  if (sql === undefined) return 'nobody can read what it asks';
  if (/--|\/\*/.test(bare(sql))) return 'holds a comment, under which one can hide what it does';
  const word = doing.exec(bare(sql))?.[0];
  if (word !== undefined) return `does more than ask: ${word.toUpperCase()}`;
  return /^\s*(SELECT|WITH)\b/i.test(bare(sql)) ? undefined : 'does not begin as a question';
}

export const savedQueriesOnlyRead: Rule = {
  id: 'saved-queries-only-read',
  safe: 'projects',
  controls: ['2.1.08', '3.1.12'],
  severity: 'error',
  why: 'A saved query is run by people who trust it; one that writes would send their rows where its author chose.',
  fix: 'save questions only, SELECT or WITH, in a workgroup of the same stack',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/unload.html',
  check: (estate) =>
    estate.ofType('AWS::Athena::NamedQuery', 'AWS::Athena::PreparedStatement').map((query) => {
      const fault = faultOf(estate, query);
      return judged(fault === undefined, query, 'Properties', 'asks, in a workgroup of its own stack', fault ?? '');
    }),
};
