import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../lib/config/generated.ts';
import { branches, deploymentJsonSchema, type JsonSchema } from '../../lib/config/json-schema.ts';

const root = join(__dirname, '..', '..');

test.each([...generatedFiles()])('%s is what the schema says; if not, run npm run generate', (file, content) => {
  expect(existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8')).toBe(content);
});

test('two generations give the same bytes', () => {
  expect([...generatedFiles()]).toEqual([...generatedFiles()]);
});

/** Every field of the schema with its path. */
const fields = (schema: JsonSchema, path: string): (readonly [string, JsonSchema])[] =>
  branches(schema).flatMap((branch) => [
    ...Object.entries(branch.properties ?? {}).flatMap(([name, field]): (readonly [string, JsonSchema])[] => [
      [`${path}${name}`, field],
      ...fields(field, `${path}${name}.`),
    ]),
    ...(branch.items === undefined ? [] : fields(branch.items, path)),
  ]);

const all = fields(deploymentJsonSchema(), '');

test('every field says what it is', () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(([, { description = '' }]) => description.length < 8).map(([path]) => path)).toEqual([]);
});

test('every field stands in the reference page', () => {
  const page = generatedFiles().get('docs/reference/deployment-file.md') ?? '';
  const names = new Set(all.map(([path]) => path.split('.').pop()));
  expect([...names].filter((name) => !page.includes(`${name}\``))).toEqual([]);
});

test('editors are told to refuse unknown keys, and that defaults may be left out', () => {
  const schema = deploymentJsonSchema();
  expect(schema).toMatchObject({ additionalProperties: false, $schema: 'http://json-schema.org/draft-07/schema#' });
  expect(schema.required).not.toContain('projects');
  expect(schema.required).toContain('datasets');
});
