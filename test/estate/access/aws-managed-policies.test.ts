import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { examples } from '../../examples.ts';

const folder = join(__dirname, '../../../policies/estate/access/aws-managed');

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  NotAction: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  Resource: z.union([z.string(), z.array(z.string()).min(1)]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const managed = z.strictObject({
  source: z.url({ protocol: /^https$/, hostname: /^docs\.aws\.amazon\.com$/ }),
  asOf: z.string().regex(/^v\d+, edited \d{4}-\d{2}-\d{2}$/),
  arn: z.string().regex(/^arn:aws:iam::aws:policy\/.+$/),
  document: z.strictObject({ Version: z.literal('2012-10-17'), Statement: z.array(statement).min(1) }),
});

const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

describe('the AWS-managed policies at hand', () => {
  test('are more than a dozen', () => {
    expect(files.length).toBeGreaterThan(12);
  });

  test.each(files)('%s has its source, version and document, and is named like the policy', (file) => {
    const { error, data } = managed.safeParse(read(file));
    expect(error?.issues ?? []).toEqual([]);
    expect([data?.arn, data?.source].map((value) => value?.split('/').at(-1)?.replace('.html', ''))).toEqual([
      basename(file, '.json'),
      basename(file, '.json'),
    ]);
  });

  test('hold every one that an example deployment attaches', () => {
    const attached = [...examples.values()].flatMap((templates) =>
      templates.flatMap(({ template }) => [...JSON.stringify(template).matchAll(/:iam::aws:policy\/([\w/+=,.@-]+)/g)]),
    );
    const arns = files.map((file) => managed.parse(read(file)).arn);
    const named = attached.map(([, name]) => ['arn', 'aws', 'iam', '', 'aws', `policy/${name}`].join(':'));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((arn) => !arns.includes(arn))).toEqual([]);
  });
});
