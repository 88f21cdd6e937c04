import { Lexer } from 'yaml';

const deepest = 64;
const widestIndent = 256;

/** The token the lexer puts before the text of an unquoted value, which may itself be a bracket or a dash. */
const scalarFollows = '\u001f';

/** Start of document, end of a flow collection, scalar: marks that stand for no text. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', scalarFollows]);

/**
 * Line on which YAML is nested more deeply than any deployment file; undefined where it is not. To be asked before
 * parsing: the parser recurses, and when a regular expression is compiled near the end of the stack V8 ends the whole
 * process instead of throwing. The lexer does not recurse.
 */
export function tooDeep(text: string): number | undefined {
  let line = 1;
  let brackets = 0;
  let indicators = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const scalar = before === scalarFollows;
    const lineStart = before.endsWith('\n');
    before = token;
    if (!scalar) {
      if (token === '[' || token === '{') brackets += 1;
      if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
      if (token.endsWith('\n')) indicators = 0;
      if (token === '-' || token === '?' || token === ':') indicators += 1;
      const indent = lineStart && token.trim() === '' ? token.length : 0;
      // Inside brackets a colon nests nothing.
      if (brackets > deepest || (brackets === 0 && indicators > deepest) || indent > widestIndent) return line;
    }
    if (!marks.has(token)) line += newlines(token);
  }
  return undefined;
}

const newlines = (token: string): number => token.split('\n').length - 1;
