import { z } from 'zod';
import { openApi } from './api-reference.ts';

/** With --json, in place of any answer. */
export const stoppedSchema = z.strictObject({
  stopped: z.strictObject({
    why: z
      .enum(['usage', 'refused', 'failed'])
      .describe('usage: nothing was sent; refused: the answer is no; failed: no answer came, or a wrong one'),
    message: z.string(),
    operation: z.string().optional().describe('operation of the API'),
    status: z.number().int().optional().describe('HTTP status'),
    request: z.string().optional().describe('id by which operators find the request'),
    refusals: z.array(z.strictObject({ rule: z.string(), says: z.string() })).optional(),
    remedy: z.string().optional(),
  }),
});

const columns = z.array(z.strictObject({ name: z.string(), type: z.string() }));
const rows = z.array(z.array(z.string().nullable())).describe('one cell for each column; null where there is none');

/** Of commands whose answer is not that of one operation. */
export const answerSchemas = {
  'sign-in': z.strictObject({
    door: z.string(),
    kind: z.enum(['public', 'private']),
    person: z.string().describe('subject of the sign-in, by which the register knows the person'),
    expiresAt: z.iso.datetime().describe('of the token, which is renewed by itself'),
  }),
  'sign-out': z.strictObject({
    doors: z.array(z.string()),
    trouble: z.array(z.string()).describe('what did not confirm'),
  }),
  'apply --check': z.strictObject({ problems: z.array(z.string()).max(0) }),
  'query rows': z.strictObject({ columns, rows }),
  'outputs --download': z.strictObject({
    request: z.string(),
    folder: z.string(),
    files: z.array(
      z.strictObject({
        name: z.string().describe('as it was released'),
        path: z.string(),
        bytes: z.number().int(),
        sha256: z.string().describe('of the file as it lies there, and as it was released'),
        was: z.enum(['fetched', 'there']).describe('there: the very bytes were there already, and were not asked for'),
      }),
    ),
  }),
} as const;

const bare = ({ $schema: _, ...schema }: { readonly $schema?: string | undefined }): object => schema;
const draft = (schema: z.ZodType): object => bare(z.toJSONSchema(schema, { target: 'draft-7' }));

/** What the commands that speak to a door print with --json. An operation's answer is the API's own; pages are put together to one. */
export function doorCommandsJsonSchema(): object {
  const { paths, components } = openApi();
  const named = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ responses }) => JSON.stringify(responses['200']).includes('#/components/schemas/'))
    .map(({ operationId, responses }) => {
      const [, name = ''] = /#\/components\/schemas\/([A-Za-z0-9]+)/.exec(JSON.stringify(responses['200'])) ?? [];
      return [operationId, name] as const;
    });
  const answer = (name: string) => ({ $ref: `#/definitions/answers/${name}` });
  const operations = Object.fromEntries(named.map(([operation, name]) => [operation, answer(name)]));
  const listOf = (operation: string, field: string) => ({ $ref: `${operations[operation]?.$ref}/properties/${field}` });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    description:
      'What tre sign-in, sign-out, apply, decide, people, project, query and outputs print with --json: the answer of the operation that they call, or what stopped them',
    definitions: {
      stopped: draft(stoppedSchema),
      commands: {
        ...Object.fromEntries(Object.entries(answerSchemas).map(([name, schema]) => [name, draft(schema)])),
        query: {
          type: 'object',
          properties: { query: operations.showQuery, columns: draft(columns), rows: draft(rows) },
          required: ['query'],
          description: 'with --no-wait the query alone',
        },
        outputs: {
          type: 'object',
          properties: {
            requests: listOf('airlock-status', 'requests'),
            releases: listOf('releases', 'releases'),
            arrivals: listOf('arrivals', 'arrivals'),
          },
          required: ['requests', 'arrivals'],
          description: 'without releases for whoever may not work in the project now',
        },
        'outputs --bring-in': operations['arrival-complete'],
      },
      operations,
      answers: Object.fromEntries(named.map(([, name]) => [name, components.schemas[name]])),
    },
  };
}
