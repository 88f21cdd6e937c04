import { fingerprintOf, sha256 } from './fingerprint.ts';
import { readByGrammar } from './grammar.ts';
import { looks, remedies } from './looks.ts';
import { strays } from './names.ts';
import { refusedAt, type SqlRefusal, start } from './place.ts';
import { type Token, tokensOf } from './tokens.ts';

/** `rows`: a question; `plan`: how one would be answered; `look`: at the catalogue. */
export type SqlKind = 'rows' | 'plan' | 'look';

export type ReadSql =
  | { readonly ok: true; readonly kind: SqlKind; readonly textHash: string; readonly fingerprint: string }
  | { readonly ok: false; readonly refusals: readonly SqlRefusal[] };

/** Bytes of UTF-8 that Athena takes. https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
export const longestSql = 262_144;

/** The grammar's time grows with the square of some of these; nobody's question is near them. */
const most = { tokens: 20_000, nested: 100, joins: 200 };

/** What begins a statement that the project's role could never carry out, and what to do instead. */
const never: Readonly<Record<string, string>> = {
  unload: 'UNLOAD writes to a bucket; ask the question inside its brackets by itself, and read the rows here',
  create: 'CREATE makes a table, view or database; name a subquery with WITH instead',
  insert: 'INSERT writes; ask a question',
  merge: 'MERGE writes; ask a question',
  update: 'UPDATE writes; ask a question',
  delete: 'DELETE writes; filter with WHERE instead',
  truncate: 'TRUNCATE writes; ask a question',
  drop: "DROP removes; the extract is the data manager's",
  alter: "ALTER changes a table; the extract is the data manager's",
  msck: "MSCK changes a table; the extract is the data manager's",
  vacuum: "VACUUM changes a table; the extract is the data manager's",
  optimize: "OPTIMIZE changes a table; the extract is the data manager's",
  analyze: 'ANALYZE writes statistics; ask EXPLAIN ANALYZE of a question',
  call: 'CALL runs a procedure; ask a question',
  prepare: 'PREPARE keeps a text outside the record; send the whole question each time',
  execute: 'EXECUTE runs a text that is not in the record; send the whole question each time',
  deallocate: 'DEALLOCATE handles a kept text; send the whole question each time',
  using: 'USING EXTERNAL FUNCTION runs code outside; use built-in functions',
  grant: 'GRANT gives rights; membership comes from the register',
  revoke: 'REVOKE takes rights; membership comes from the register',
  set: 'SET changes a session; each question stands alone',
  reset: 'RESET changes a session; each question stands alone',
  use: 'USE changes the database; the project has one',
  start: 'transactions do not exist here; ask a question',
  commit: 'transactions do not exist here; ask a question',
  rollback: 'transactions do not exist here; ask a question',
};

const questions = ['select', 'with', 'values', 'table'];

/**
 * What a text would do, said before Athena is asked, so that a person reads at once what the project's role could never do. It is no
 * boundary: the role is, which holds no write and one database, whatever is asked. What cannot be read is refused.
 */
export function readSql(text: string, database: string): ReadSql {
  const no = (...refusals: SqlRefusal[]): ReadSql => ({ ok: false, refusals });
  if (Buffer.byteLength(text, 'utf8') > longestSql) {
    return no(refusedAt('size', start, `the text may have ${longestSql} bytes; split it`));
  }
  const read = tokensOf(text);
  if (!read.ok) return no(read.refusal);
  const { comments } = read;
  const tokens = read.tokens.at(-1)?.text === ';' ? read.tokens.slice(0, -1) : read.tokens;
  const shape = [...ofOneStatement(tokens), ...ofReason(tokens)];
  if (shape.length > 0) return no(...shape);

  const [first] = tokens;
  const word = first?.kind === 'word' ? first.text.toLowerCase() : '';
  const own = database.toLowerCase();
  const accepted = (kind: SqlKind): ReadSql => ({
    ok: true,
    kind,
    textHash: sha256(text),
    fingerprint: fingerprintOf(tokens),
  });
  if (word === 'show' || word === 'describe' || word === 'desc') {
    const refusals = looks(tokens, comments, own);
    return refusals.length > 0 ? no(...refusals) : accepted('look');
  }
  const refusals = ofBeginning(tokens, word === 'explain');
  if (refusals.length > 0) return no(...refusals);
  const within = ofGrammar(text, tokens.length, own);
  return within.length > 0 ? no(...within) : accepted(word === 'explain' ? 'plan' : 'rows');
}

function ofOneStatement(tokens: readonly Token[]): readonly SqlRefusal[] {
  if (tokens.length === 0) return [refusedAt('statement', start, 'there is no statement')];
  const second = tokens.find(({ text }) => text === ';');
  return second === undefined
    ? []
    : [refusedAt('one-statement', second, 'more than one statement; send each by itself')];
}

function ofReason(tokens: readonly Token[]): readonly SqlRefusal[] {
  if (tokens.length > most.tokens) {
    return [refusedAt('size', start, `more than ${most.tokens} words and signs; join with a table of the extract`)];
  }
  let nested = 0;
  let joins = 0;
  for (const token of tokens) {
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'case' || (token.kind === 'sign' && /[([]/.test(token.text))) nested += 1;
    // What closes nothing makes no room for what is opened after it.
    if (word === 'end' || (token.kind === 'sign' && /[)\]]/.test(token.text))) nested = Math.max(0, nested - 1);
    if (word === 'join') joins += 1;
    if (nested > most.nested) {
      return [refusedAt('size', token, `nested more than ${most.nested} deep; name the parts with WITH`)];
    }
    if (joins > most.joins) return [refusedAt('size', token, `more than ${most.joins} joins; split the question`)];
  }
  return [];
}

/** The first word, or the first after EXPLAIN and its options, must begin a question. */
function ofBeginning(tokens: readonly Token[], explains: boolean): readonly SqlRefusal[] {
  const backquoted = tokens.find(({ kind }) => kind === 'backquoted');
  if (backquoted !== undefined) {
    return [refusedAt('characters', backquoted, 'a question quotes names with " and not with `')];
  }
  let at = 0;
  if (explains) {
    at = 1;
    while (/^(analyze|verbose)$/i.test(tokens[at]?.text ?? '')) at += 1;
    const option = tokens[at + 1];
    if (tokens[at]?.text === '(' && option !== undefined && /^(type|format)$/i.test(option.text)) {
      while (at < tokens.length && tokens[at]?.text !== ')') at += 1;
      at += 1;
    }
  }
  while (tokens[at]?.text === '(') at += 1;
  const token = tokens[at];
  const word = token?.kind === 'word' ? token.text.toLowerCase() : '';
  if (questions.includes(word)) return [];
  const why = Object.hasOwn(never, word) ? never[word] : undefined;
  return [
    refusedAt(
      'statement',
      token ?? start,
      why ?? `no question; begin with SELECT, WITH, VALUES or TABLE, or ${remedies}`,
    ),
  ];
}

function ofGrammar(text: string, tokens: number, database: string): readonly SqlRefusal[] {
  const read = readByGrammar(text, tokens);
  if (!read.ok) {
    const says = read.deep
      ? 'nested too deeply; name the parts with WITH'
      : "Athena's grammar cannot read on from here";
    return [refusedAt(read.deep ? 'size' : 'syntax', read.place, says)];
  }
  if (!read.asks) return [refusedAt('statement', start, 'no question; begin with SELECT, WITH, VALUES or TABLE')];
  return [
    ...read.tables.flatMap((name) => strays(name, database) ?? []),
    ...read.functions
      .filter(({ parts }) => parts.length > 1)
      .map((name) => refusedAt('function', name, 'a function of another catalogue; use built-in functions')),
    ...read.tableFunctions.map((place) =>
      refusedAt('table-function', place, 'a table function may ask another system; use UNNEST or a subquery'),
    ),
    ...read.ownFunctions.map((place) =>
      refusedAt('function', place, 'Athena takes no functions written in a question; write the expression out'),
    ),
  ].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}
