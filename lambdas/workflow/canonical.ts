import { createHash } from 'node:crypto';

/** DynamoDB nests no deeper than 32, and the body is one of them. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const deepest = 30;

/** Magnitudes that DynamoDB keeps. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const largest = 1e125;
const smallest = 1e-130;

/**
 * JSON with its keys in order and no space, so that equal data has equal bytes wherever it was kept meanwhile.
 * @throws on whatever a table or an archive would not give back as it was: undefined, NaN, dates, classes, halves of a surrogate pair.
 */
export function canonical(value: unknown, name = 'value'): string {
  const path: string[] = [];
  const refuse = (found: string): never => {
    throw new Error(`${name}${path.join('')} must be plain data, got ${found}`);
  };
  const textOf = (text: string): string => (halved(text) ? refuse('half a character') : JSON.stringify(text));
  const numberOf = (number: number): string => {
    const size = Math.abs(number);
    return size === 0 || (size <= largest && size >= smallest) ? JSON.stringify(number) : refuse(String(number));
  };
  const inside = (step: string, one: unknown): string => {
    path.push(step);
    if (path.length > deepest) refuse(`more than ${deepest} levels`);
    const text = write(one);
    path.pop();
    return text;
  };
  const write = (one: unknown): string => {
    if (one === null || typeof one === 'boolean') return String(one);
    if (typeof one === 'string') return textOf(one);
    if (typeof one === 'number') return numberOf(one);
    if (typeof one !== 'object') return refuse(typeof one);
    if (Array.isArray(one)) return `[${Array.from(one, (each, index) => inside(`[${index}]`, each)).join(',')}]`;
    const prototype = Object.getPrototypeOf(one);
    if (prototype !== Object.prototype && prototype !== null) return refuse('an instance of a class');
    const fields = Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));
    const pairs = fields.map(
      ([key, each]) => `${key === '' ? refuse('an empty key') : textOf(key)}:${inside(`.${key}`, each)}`,
    );
    return `{${pairs.join(',')}}`;
  };
  return write(value);
}

/** Whether one half of a surrogate pair stands alone. The first question is the quick one, and the answer is nearly always no. */
const halved = (text: string): boolean => /[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text);

/** SHA-256 of the text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
