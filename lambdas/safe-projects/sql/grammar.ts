import {
  CharStreams,
  CommonTokenStream,
  type ParserRuleContext,
  type ParseTree,
  PredictionMode,
  TerminalNode,
  Token,
} from 'antlr4ng';
import { TrinoSqlLexer } from 'dt-sql-parser/dist/lib/trino/TrinoSqlLexer';
import {
  ExplainAnalyzeContext,
  ExplainContext,
  FunctionNameContext,
  QualifiedNameContext,
  StatementDefaultContext,
  TableFunctionCallContext,
  TableRefContext,
  TrinoSqlParser,
  ViewRefContext,
  WithFunctionContext,
} from 'dt-sql-parser/dist/lib/trino/TrinoSqlParser';
import { type Name, unquoted } from './names.ts';
import type { Place } from './place.ts';

export type Read =
  | { readonly ok: false; readonly place: Place; readonly deep: boolean }
  | {
      readonly ok: true;
      /** A question, or the plan of one: whatever its tree says otherwise, it is none. */
      readonly asks: boolean;
      readonly tables: readonly Name[];
      readonly functions: readonly Name[];
      /** `TABLE(f(…))`, which may ask another system. */
      readonly tableFunctions: readonly Place[];
      readonly ownFunctions: readonly Place[];
    };

/** Longest text, in tokens, that is read a second time: the slower way takes twenty times as long, and grows with the square. */
const readTwice = 2_000;

/**
 * What Trino's own grammar makes of a text; Athena's engine 3 is Trino. As Trino does, it is read without looking at what stands around a
 * phrase first, which is quick; what that reads is right, and what it cannot read is read again with looking.
 * https://github.com/antlr/antlr4/issues/192 https://github.com/trinodb/trino/pull/17119
 */
export function readByGrammar(text: string, tokens: number): Read {
  const quick = readIn(text, PredictionMode.SLL);
  return quick.ok || tokens > readTwice ? quick : readIn(text, PredictionMode.LL);
}

/**
 * Only the generated lexer and parser are used, which is a part of the package. The tree's shape decides, never a word in it.
 * https://docs.aws.amazon.com/athena/latest/ug/engine-versions-reference-0003.html
 */
function readIn(text: string, mode: number): Read {
  const places: Place[] = [];
  const listener = {
    syntaxError: (_: unknown, __: unknown, line: number, column: number): void => {
      places.push({ line, column: column + 1 });
    },
    reportAmbiguity: (): void => {},
    reportAttemptingFullContext: (): void => {},
    reportContextSensitivity: (): void => {},
  };
  const lexer = new TrinoSqlLexer(CharStreams.fromString(text));
  lexer.removeErrorListeners();
  lexer.addErrorListener(listener);
  const stream = new CommonTokenStream(lexer);
  const parser = new TrinoSqlParser(stream);
  parser.removeErrorListeners();
  parser.addErrorListener(listener);
  parser.interpreter.predictionMode = mode;
  try {
    // Not `program`, which takes any number of statements without a sign between them, and so cuts `x > ALL (SELECT …)` in two.
    const statement = parser.singleStatement().statement();
    const left = stream.LT(1);
    const failed = places[0] ?? (left === null || left.type === Token.EOF ? undefined : placeOfToken(left));
    if (failed !== undefined) return { ok: false, place: failed, deep: false };
    const explained =
      statement instanceof ExplainContext || statement instanceof ExplainAnalyzeContext
        ? statement.statement()
        : statement;
    return { ok: true, asks: explained instanceof StatementDefaultContext, ...found(statement) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, place: { line: 1, column: 1 }, deep: true };
    throw error;
  }
}

/** All that names something, wherever it stands; walked without recursion, for a tree may be deep. */
function found(root: ParseTree) {
  const tables: Name[] = [];
  const functions: Name[] = [];
  const tableFunctions: Place[] = [];
  const ownFunctions: Place[] = [];
  const waiting: ParseTree[] = [root];
  for (let tree = waiting.pop(); tree !== undefined; tree = waiting.pop()) {
    if (tree instanceof TableRefContext || tree instanceof ViewRefContext) tables.push(nameOf(tree));
    else if (tree instanceof QualifiedNameContext && tree.parent instanceof FunctionNameContext) {
      functions.push(nameOf(tree));
    } else if (tree instanceof TableFunctionCallContext) tableFunctions.push(placeOf(tree));
    else if (tree instanceof WithFunctionContext) ownFunctions.push(placeOf(tree));
    if (tree instanceof TerminalNode) continue;
    for (let child = tree.getChildCount() - 1; child >= 0; child -= 1) {
      const next = tree.getChild(child);
      if (next !== null) waiting.push(next);
    }
  }
  return { tables, functions, tableFunctions, ownFunctions };
}

const nameOf = (context: TableRefContext | ViewRefContext | QualifiedNameContext): Name => ({
  parts: context.identifier().map((part) => unquoted(part.getText())),
  ...placeOf(context),
});

const placeOf = (context: ParserRuleContext): Place =>
  context.start === null ? { line: 1, column: 1 } : placeOfToken(context.start);

const placeOfToken = ({ line, column }: Token): Place => ({ line, column: column + 1 });
