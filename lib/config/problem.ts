/** Keys and positions from the top of the file to one value. */
export type Path = readonly (string | number)[];

/** What is wrong, before anybody looked up the line. */
export interface Finding {
  readonly path: Path;
  readonly rule: string;
  readonly remedy: string;
}

/** One thing that must change before the file is accepted. Everything is text a person can read. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; where something is missing, the line it is missing from. */
  readonly line: number;
  /** Such as `projects[0].data[1].dataset`; empty when the whole file is meant. */
  readonly path: string;
  readonly rule: string;
  /** What the file says there, at most 80 characters; `nothing` where it says nothing. */
  readonly value: string;
  readonly remedy: string;
}

/** `deployments/a.yaml:12: projects[0].purpose must be one of …, got "marketing"; did you mean …?` */
export const describeProblem = ({ file, line, path, rule, value, remedy }: Problem): string =>
  `${file}:${line}: ${path === '' ? 'the file' : path} ${rule}, got ${value}; ${remedy}`;

export const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(part)) return `${text}[${quoted(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');

/** What the file says at a path; `undefined` where it says nothing. */
export const valueAt = (content: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined,
    content,
  );

const longest = 80;

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/**
 * In quotes, shortened, and without characters that move a cursor or change the direction of writing: a value must not be
 * able to rewrite the report about it.
 */
export const quoted = (text: string): string =>
  shortened(JSON.stringify(text.slice(0, 2 * longest))).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A value as a problem shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1 entry' : `a list of ${value.length} entries`;
  if (typeof value === 'object') return shortened(`a map of ${Object.keys(value).map(quoted).join(', ') || 'nothing'}`);
  return shortened(String(value));
}
