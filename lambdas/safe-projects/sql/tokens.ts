import { type Place, refusedAt, type SqlRefusal } from './place.ts';

/** One word, name, literal or sign of a text. `text` is as written, quotes and all. */
export interface Token extends Place {
  readonly kind: 'word' | 'quoted' | 'backquoted' | 'string' | 'number' | 'sign';
  readonly text: string;
}

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[]; readonly comments: number }
  | { readonly ok: false; readonly refusal: SqlRefusal };

/** What a reader does not see, or sees in another order than a machine; and half characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const harmless = /[\t\n\r]/;

const shapes: readonly (readonly [Token['kind'] | 'space' | 'comment', RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['comment', /--[^\r\n]*/y],
  ['comment', /\/\*.*?\*\//sy],
  ['string', /'[^']*(?:''[^']*)*'(?!')/y],
  ['quoted', /"[^"]*(?:""[^"]*)*"(?!")/y],
  ['backquoted', /`[^`]*(?:``[^`]*)*`(?!`)/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\w*/y],
  ['word', /[A-Za-z_]\w*/y],
  ['sign', /[()[\]{},.;+\-*/%=<>!|?:&^$@#~\\]/y],
];

const openers: Readonly<Record<string, string>> = {
  "'": 'a text in quotes',
  '"': 'a name in quotes',
  '`': 'a name in quotes',
  '/': 'a comment',
};

/**
 * The text as Trino's own lexer cuts it: comments do not nest and end at the first end mark or end of line, a quote is doubled to stand in
 * its own kind, a backslash is no escape. Own code, so that what counts as one statement depends on nobody's grammar.
 * https://trino.io/docs/current/language/comments.html
 */
export function tokensOf(text: string): Tokens {
  const place = placing(text);
  const no = (rule: string, at: number, says: string): Tokens => ({
    ok: false,
    refusal: refusedAt(rule, place(at), says),
  });
  let position = 0;
  for (const character of text) {
    if (unseen.test(character) && !harmless.test(character)) {
      return no('characters', position, 'a character that cannot be seen; type the line again');
    }
    position += character.length;
  }

  const tokens: Token[] = [];
  let comments = 0;
  for (let at = 0; at < text.length; ) {
    const found = shapeAt(text, at);
    const first = text.charAt(at);
    const unended = first === '/' && text.charAt(at + 1) !== '*' ? undefined : openers[first];
    if (found === undefined || (found.kind === 'sign' && unended !== undefined)) {
      return unended === undefined
        ? no('characters', at, 'a character that stands only in quotes; put the name or text in quotes')
        : no('unterminated', at, `${unended} begins here and does not end`);
    }
    if (found.kind === 'comment') comments += 1;
    else if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.text, ...place(at) });
    at += found.text.length;
  }
  return { ok: true, tokens, comments };
}

function shapeAt(text: string, at: number) {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const found = shape.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found };
  }
  return undefined;
}

/** Reads forward only, so that a long text is walked once. */
function placing(text: string): (at: number) => Place {
  let line = 1;
  let lineStart = 0;
  let walked = 0;
  return (at) => {
    for (; walked < at; walked += 1) {
      const character = text.charAt(walked);
      if (character === '\n' || (character === '\r' && text.charAt(walked + 1) !== '\n')) {
        line += 1;
        lineStart = walked + 1;
      }
    }
    return { line, column: at - lineStart + 1 };
  };
}
