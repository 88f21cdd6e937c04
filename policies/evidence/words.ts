/** Order of code units: the same on every machine, whatever its locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const plural = (count: number, noun: string, many = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : many}`;

export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** A sentence that ends like one, whoever wrote it. */
export const ended = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

export const sentences = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');

/** Leaves names that begin with a capital on purpose, such as AWS and CloudFormation. */
export const lowerFirst = (text: string): string =>
  /^\S*[A-Z]\S*/.test(text.slice(1).split(' ')[0] ?? '') ? text : text.charAt(0).toLowerCase() + text.slice(1);
