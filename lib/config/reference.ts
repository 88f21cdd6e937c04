import { branches, deploymentJsonSchema, type JsonSchema } from './json-schema.ts';

interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  /** Such as "with `kind: trial`". */
  readonly only: string;
  readonly required: boolean;
  /** The neighbour that has the same fields, whose rows say it all. */
  readonly sameAs?: string;
}

/** The reference page of the deployment file: one table per top-level field, every field below it a row. */
export function deploymentReference(): string {
  const schema = deploymentJsonSchema();
  const required = schema.required ?? [];
  const sections = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const rows = fieldsOf({ path: name, schema: field, only: '', required: required.includes(name) });
    return `## ${name}\n\n${field.description ?? ''}.\n\n${table(rows)}\n`;
  });
  return `# Deployment file

Generated from the schema by \`npm run generate\`; do not edit. A field that is not listed here is refused.
A list is written \`[]\`: \`datasets[].id\` is the id of each dataset. Days are written YYYY-MM-DD and include that day.

${sections.join('\n')}`;
}

/** The field itself and everything below it, depth first, in the order of the schema. */
function fieldsOf(field: Field): Field[] {
  const below = branches(field.schema).flatMap((branch) => {
    if (branch.items !== undefined) {
      const entry = { ...field, path: `${field.path}[]`, schema: branch.items, required: true };
      return fieldsOf(entry).slice(isPlain(branch.items) ? 1 : 0);
    }
    const only = field.schema.oneOf || field.schema.anyOf ? formOf(branch) : '';
    const first = new Map<string, string>();
    return Object.entries(branch.properties ?? {}).flatMap(([name, schema]) => {
      const shape = JSON.stringify({ ...schema, description: undefined });
      const sameAs = first.get(shape);
      first.set(shape, sameAs ?? name);
      const fields = fieldsOf({
        path: `${field.path}.${name}`,
        schema,
        only: 'const' in schema ? '' : only,
        required: (branch.required ?? []).includes(name),
      });
      // Ten services with the same six fields would be sixty rows that say nothing new.
      return sameAs === undefined ? fields : fields.slice(0, 1).map((one) => ({ ...one, sameAs }));
    });
  });
  return merged([field, ...below]);
}

/** A list's entries get a row of their own only where they say more than the list does. */
const isPlain = (entry: JsonSchema): boolean => entry.properties !== undefined || entry.anyOf !== undefined;

/** How a branch of a union is recognised. */
function formOf({ properties = {}, required = [] }: JsonSchema): string {
  const kind = Object.entries(properties).find(([, schema]) => 'const' in schema);
  return kind
    ? `with \`${kind[0]}: ${kind[1].const}\``
    : `in the form with ${required.map((name) => `\`${name}\``).join(', ')}`;
}

/** The same path in several branches is one row; constants become the allowed values of a choice. */
function merged(fields: readonly Field[]): Field[] {
  const rows = new Map<string, Field>();
  for (const field of fields) {
    const row = rows.get(field.path);
    if (row === undefined) {
      rows.set(field.path, field);
      continue;
    }
    const values = [...new Set([row.schema, field.schema].flatMap((schema) => schema.enum ?? constant(schema)))];
    const schema = values.length > 0 ? { ...row.schema, enum: values } : row.schema;
    rows.set(field.path, { ...row, schema, only: row.only === field.only ? row.only : '' });
  }
  return [...rows.values()];
}

const constant = (schema: JsonSchema): unknown[] => ('const' in schema ? [schema.const] : []);

function table(fields: readonly Field[]): string {
  const rows = fields.map(({ path, schema, only, required, sameAs }) => [
    `\`${path}\``,
    sameAs && typeOf(schema) === 'map' ? `map, as \`${sameAs}\`` : typeOf(schema),
    'default' in schema ? `\`${JSON.stringify(schema.default)}\`` : required ? 'required' : 'none',
    allowedBy(schema),
    [only && `Only ${only}.`, schema.description ?? ''].filter(Boolean).join(' '),
  ]);
  return [['field', 'type', 'default', 'allowed', 'what it is'], ['---', '---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function typeOf(schema: JsonSchema): string {
  if (schema.items !== undefined) return 'list';
  if (branches(schema).some(({ properties }) => properties !== undefined)) return 'map';
  const names: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };
  if (schema.format === 'date') return 'day';
  return [...new Set(branches(schema).map(({ type = 'text' }) => names[type] ?? type))].join(', ');
}

function allowedBy(schema: JsonSchema): string {
  const values = schema.enum ?? constant(schema);
  if (values.length > 0) return values.map((value) => `\`${value}\``).join(', ');
  const { minLength, maxLength, minimum, maximum, exclusiveMinimum, minItems, maxItems, pattern, format } = schema;
  const between = (least: number | undefined, most: number | undefined, unit: string) => {
    if (least === undefined && most === undefined) return [];
    if (most === undefined || most === Number.MAX_SAFE_INTEGER)
      return [
        `at least ${least} ${least === 1 ? unit.replace(/(ie)?s$/, (end) => (end === 'ies' ? 'y' : '')) : unit}`.trim(),
      ];
    return [least === undefined ? `at most ${most} ${unit}`.trim() : `${least} to ${most} ${unit}`.trim()];
  };
  return [
    ...(format === 'uri' ? ['https address'] : format === 'email' ? ['e-mail address'] : []),
    ...(format === 'cidrv4' ? ['IPv4 range'] : []),
    ...(pattern !== undefined && format === undefined ? [`\`${pattern}\``] : []),
    ...between(minLength, maxLength, 'characters'),
    ...(exclusiveMinimum === undefined
      ? between(minimum, maximum, '')
      : [`more than ${exclusiveMinimum}${maximum === undefined ? '' : `, at most ${maximum}`}`]),
    ...between(minItems, maxItems, 'entries'),
  ].join('; ');
}
