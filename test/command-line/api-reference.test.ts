import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPage, openApi } from '../../bin/api-reference.ts';
import { generatedFiles } from '../../bin/generated-files.ts';
import { ofDoor } from '../../lambdas/safe-people/contract.ts';

const root = join(__dirname, '..', '..');

test.each(['docs/reference/api.md', 'docs/reference/openapi.json'])(
  '%s is what the tables of routes say; if not, run npm run generate',
  (file) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(generatedFiles().get(file));
  },
);

describe('the operations of the product', () => {
  const document = openApi();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

  test('stand each in the page, by name, request and door', () => {
    expect(operations.length).toBeGreaterThan(50);
    const page = apiPage();
    const missing = operations.filter(
      ({ operationId, method, path, 'x-tre-doors': doors }) =>
        !page.includes(`| ${operationId} | \`${method.toUpperCase()} ${path}\` | ${doors.join(', ')} |`),
    );
    expect(missing).toEqual([]);
  });

  test('of which the public door deploys none that shows data or text typed inside', () => {
    const shown = operations.filter((one) => one['x-tre-doors'].includes('public'));
    const inside = shown.filter((one) =>
      Object.values(one['x-tre-origins']).some((origin) => origin === 'data' || origin === 'typed-inside'),
    );
    expect([shown.length > 40, inside]).toEqual([true, []]);
    expect(operations.filter(({ path }) => path.startsWith('/queries')).map((one) => one['x-tre-doors'])).toEqual(
      Array.from({ length: 6 }, () => ['private']),
    );
  });

  test('have nothing in an address but ids, places in a list, the project and words that a list is told apart by', () => {
    const asked = operations.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'query'));
    expect([...new Set(asked.map(({ name }) => name))].sort()).toEqual([
      ...['after', 'direction', 'mine', 'project', 'state', 'waiting'],
    ]);
  });

  test.each(['private', 'public'] as const)('of the %s door fit into a template', (door) => {
    const addresses = {
      authoriser: 'a'.repeat(300),
      integration: () => 'b'.repeat(300),
      streaming: () => 'c'.repeat(300),
    };
    const body = JSON.stringify(ofDoor(document, door, addresses), undefined, 1);
    expect(body.length).toBeLessThan(500_000);
  });
});
