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
export function canonical(value: unknown, path = 'value', depth = 0): string {
  const refuse = (found: string): never => {
    throw new Error(`${path} must be plain data, got ${found}`);
  };
  if (depth > deepest) return refuse(`more than ${deepest} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string')
    return /\p{Surrogate}/u.test(value) ? refuse('half a character') : JSON.stringify(value);
  if (typeof value === 'number') {
    const size = Math.abs(value);
    const kept = value === 0 || (size <= largest && size >= smallest);
    return kept ? JSON.stringify(value) : refuse(String(value));
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (one, index) => canonical(one, `${path}[${index}]`, depth + 1)).join(',')}]`;
  }
  if (typeof value !== 'object') return refuse(typeof value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse('an instance of a class');
  const pairs = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => {
      if (key === '') return refuse('an empty key');
      return `${canonical(key, path, depth)}:${canonical(one, `${path}.${key}`, depth + 1)}`;
    });
  return `{${pairs.join(',')}}`;
}

/** SHA-256 of the text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
