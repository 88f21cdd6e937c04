import * as z from 'zod';
import type { Route } from '../../lambdas/safe-people/contract.ts';

/** One field of a request's body as an option of the command line. */
export interface BodyOption {
  /** Without its hyphens, such as `command-id`. */
  readonly name: string;
  readonly field: string;
  readonly kind: 'text' | 'instant' | 'number' | 'flag' | 'texts' | 'structure';
  readonly required: boolean;
  /** What stands behind it in the usage. */
  readonly shape: string;
}

type Asks = NonNullable<Route['asks']>;

interface Property {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly items?: Property;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const kebab = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The fields of the body, in the order of the schema. A command's id goes last: nobody must give it. */
export function bodyOptions(asks: Asks | undefined): readonly BodyOption[] {
  if (asks === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(asks, { target: 'draft-7', io: 'input' }) as {
    readonly properties?: Readonly<Record<string, Property>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([field, property]) => {
    const kind = kindOf(asks, field, property);
    return { name: kebab(field), field, kind, required: required.includes(field), shape: shapeOf(kind, property) };
  });
}

function kindOf(asks: Asks, field: string, { type, items, enum: words }: Property): BodyOption['kind'] {
  if (type === 'string' || words !== undefined) return isInstant(asks, field) ? 'instant' : 'text';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'flag';
  return type === 'array' && items?.type === 'string' ? 'texts' : 'structure';
}

/** By what it takes and what not: the two ways in which schemas write an instant have no name in common. */
function isInstant(asks: Asks, field: string): boolean {
  const takes = (value: string) =>
    !(asks.safeParse({ [field]: value }).error?.issues ?? []).some(({ path }) => path[0] === field);
  return takes('2027-01-01T00:00:00.000Z') && !takes('2027-01-01') && !takes('some words');
}

function shapeOf(kind: BodyOption['kind'], { enum: words, format, items }: Property): string {
  if (words !== undefined) return words.join('|');
  if (kind === 'text') return format === 'date' ? '<day>' : '<text>';
  if (kind === 'texts') return items?.enum === undefined ? '<text>…' : `${items.enum.join('|')}…`;
  return { instant: '<instant>', number: '<number>', flag: '', structure: '<yaml>' }[kind];
}

export const usageOf = ({ name, shape, required }: BodyOption): string => {
  const all = shape === '' ? `--${name}` : `--${name} ${shape.replace('…', '')}${shape.endsWith('…') ? ' …' : ''}`;
  return required ? all : `[${all}]`;
};
