import type { Field, Fields } from '../../lambdas/safe-people/contract.ts';
import { aligned } from './aligned.ts';
import { readable } from './readable.ts';

/** An answer as a person reads it: a line a field, what belongs together indented, lists of plain things as tables. */
export function shown(fields: Fields, body: Readonly<Record<string, unknown>>, indent = ''): string {
  return Object.entries(fields)
    .filter(([name]) => body[name] !== undefined)
    .map(([name, field]) => one(name, field, body[name], indent))
    .join('');
}

function one(name: string, field: Field, value: unknown, indent: string): string {
  const { fields = {}, list } = field;
  if (!list) {
    return field.type === 'object'
      ? `${indent}${name}:\n${shown(fields, value as Readonly<Record<string, unknown>>, `${indent}  `)}`
      : `${indent}${name}: ${within(value, indent)}\n`;
  }
  const items = value as readonly unknown[];
  if (items.length === 0) return `${indent}${name}: none\n`;
  if (field.type !== 'object') return `${indent}${name}: ${items.map(plain).join(', ')}\n`;
  const rows = items as readonly Readonly<Record<string, unknown>>[];
  const flat = Object.values(fields).every(({ type, list: many }) => type !== 'object' && !many);
  const body = flat
    ? aligned(
        Object.keys(fields).filter((column) => rows.some((row) => row[column] !== undefined)),
        rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plain(cell)]))),
      )
    : rows.map((row) => shown(fields, row)).join('\n');
  return `${indent}${name}:\n${body.replace(/^(?=.)/gm, `${indent}  `)}`;
}

const plain = (value: unknown): string => (value === undefined || value === null ? '' : readable(String(value)));

/** Text of several lines stands under its name. */
const within = (value: unknown, indent: string): string =>
  typeof value === 'string' && value.includes('\n')
    ? `\n${readable(value.trimEnd(), true).replace(/^/gm, `${indent}  `)}`
    : plain(value);
