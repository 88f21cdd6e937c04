import type { JsonValue } from './json-value.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const literal = /true|false|null/y;
/** Up to the end of a string, its next escape or control character. */
const plain = /[^"\\\p{Cc}]*/uy;
const firstOfUpperControls = 0x7f;
const hex = /^[0-9a-fA-F]{4}$/;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Strict JSON (RFC 8259): no name twice in an object, no lone half of a character, bounded depth and amount. Two readers of one file that take
 * different ones of two equal names would see different files. Throws {@link Refusal}.
 */
export const readJson = (text: string): JsonValue => {
  let at = 0;
  let line = 1;
  let values = 0;

  const refuse = (rule: string, reason: string, remedy = 'write the file with an ordinary JSON library') =>
    new Refusal(rule, reason, remedy, { line, column: at - text.lastIndexOf('\n', at - 1) });
  const malformed = () => refuse('json-malformed', 'the file is not JSON');

  const skip = () => {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) line++;
      else if (code !== 32 && code !== 9 && code !== 13) return;
    }
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw malformed();
    at += found.length;
    return found;
  };
  const escaped = (): string => {
    const char = text[++at] ?? '';
    at++;
    if (char !== 'u') {
      const plainChar = escapes[char];
      if (plainChar === undefined || !Object.hasOwn(escapes, char)) throw malformed();
      return plainChar;
    }
    const digits = text.slice(at, at + 4);
    if (!hex.test(digits)) throw malformed();
    at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  };
  const string = (): string => {
    at++;
    let read = '';
    for (;;) {
      read += match(plain);
      if (text[at] === '"') {
        at++;
        if (/\p{Cs}/u.test(read)) throw malformed();
        return read;
      }
      if (text.charCodeAt(at) >= firstOfUpperControls) read += text[at++];
      else if (text[at] === '\\') read += escaped();
      else throw malformed();
    }
  };
  const list = (depth: number): JsonValue => {
    const items: JsonValue[] = [];
    const from = line;
    at++;
    skip();
    if (text[at] === ']') at++;
    else
      for (;;) {
        items.push(value(depth + 1));
        skip();
        const end = text[at++];
        if (end === ']') break;
        if (end !== ',') throw malformed();
      }
    return { kind: 'list', items, line: from };
  };
  const object = (depth: number): JsonValue => {
    const members = new Map<string, JsonValue>();
    const from = line;
    at++;
    skip();
    if (text[at] === '}') at++;
    else
      for (;;) {
        skip();
        if (text[at] !== '"') throw malformed();
        const name = string();
        if (members.has(name)) throw refuse('json-duplicate-name', 'an object of the file has one name twice');
        skip();
        if (text[at++] !== ':') throw malformed();
        members.set(name, value(depth + 1));
        skip();
        const end = text[at++];
        if (end === '}') break;
        if (end !== ',') throw malformed();
      }
    return { kind: 'object', members, line: from };
  };
  const value = (depth: number): JsonValue => {
    if (depth > limits.jsonDepth)
      throw refuse('json-too-deep', `the file is nested more than ${limits.jsonDepth} deep`, 'write it flat');
    if (++values > limits.jsonValues)
      throw refuse('json-too-large', `the file holds more than ${limits.jsonValues} values`, 'send fewer');
    skip();
    const char = text[at];
    if (char === '{') return object(depth);
    if (char === '[') return list(depth);
    const from = line;
    if (char === '"') return { kind: 'text', text: string(), line: from };
    if (char === 't' || char === 'f' || char === 'n') return { kind: 'literal', text: match(literal), line: from };
    return { kind: 'number', text: match(number), line: from };
  };

  const whole = value(1);
  skip();
  if (at !== text.length) throw malformed();
  return whole;
};
