import { audit } from '../../policies/audit/audit.ts';
import type { Json } from '../../policies/estate/estate.ts';
import { estateOf, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { rules } from '../../policies/rules.ts';
import { worksOnAwsRules } from '../../policies/works-on-aws/rules.ts';
import { examples } from '../examples.ts';
import { readsOf, rulesTouched } from '../mutants/reads.ts';

const everyRule = [...rules, ...worksOnAwsRules];
const [[, templates = []] = []] = [...examples].sort().reverse();

/** The same numbers on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Place {
  readonly template: number;
  readonly logicalId: string;
  readonly path: readonly string[];
}

type Open = { [key: string]: Json };

const children = (value: Json): readonly string[] =>
  value !== null &&
  typeof value === 'object' &&
  !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))
    ? Object.keys(value)
    : [];

/** Every place in the properties of every resource, references as a whole. */
const places: readonly Place[] = templates.flatMap(({ template: { Resources } }, template) =>
  Object.entries(Resources as Record<string, Open>).flatMap(([logicalId, body]) => {
    const below = (value: Json, path: readonly string[]): readonly Place[] =>
      children(value).flatMap((key) => {
        const place = [...path, key];
        return [{ template, logicalId, path: place }, ...below((value as Open)[key] ?? null, place)];
      });
    return below(body.Properties ?? {}, ['Properties']);
  }),
);

/** The templates with another value at one place, or without the value. */
function changed({ template, logicalId, path }: Place, value: Json | undefined): readonly Template[] {
  const copy = structuredClone(templates[template]) as Template;
  const body = (copy.template.Resources as Record<string, Open>)[logicalId];
  const parent = path.slice(0, -1).reduce<Json>((at, key) => (at as Open)[key] ?? null, body ?? null) as Open;
  const key = path.at(-1) ?? '';
  if (value !== undefined) parent[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return templates.map((one, index) => (index === template ? copy : one));
}

const reads = readsOf(everyRule, templates);

/** Nothing fails before the change, and only a rule that read what is changed can say something else. */
function failures(changedTemplates: readonly Template[]): ReadonlySet<string> {
  const estate = estateOf(changedTemplates);
  return new Set(
    evaluate(rulesTouched(reads, estate), estate).flatMap(({ rule, outcomes }) =>
      outcomes.filter(({ result }) => result === 'fail').map(({ resource }) => `${rule.id} ${resource}`),
    ),
  );
}

test('both examples pass their own audit, with nothing unknown', () => {
  for (const [, example] of examples) {
    const { safe, worksOnAws, notRead } = audit(example, { safe: rules, worksOnAws: worksOnAwsRules, sections: [] });
    const open = [...safe, ...worksOnAws].filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown');
    expect(open.map(({ rule, verdict }) => [rule.id, verdict])).toEqual([]);
    expect(notRead).toEqual([]);
  }
});

/**
 * The heart of the audit, asked of our own templates: where some value at a place makes a rule fail, a value that nobody knows at that
 * place must not let it pass, neither as a whole nor at the resource that would have failed.
 */
test('no rule passes what stands on a value that was taken from it', () => {
  const next = numbers(20261127);
  const weaker: readonly (Json | undefined)[] = [undefined, false, '*'];
  expect(
    [...reads.ofRule.values()].flatMap(({ outcomes }) => outcomes.filter(({ result }) => result === 'fail')),
  ).toEqual([]);
  const passed: string[] = [];
  let asked = 0;
  while (asked < 15) {
    const place = places[Math.floor(next() * places.length)];
    if (place === undefined) throw new Error('there is no place to change');
    const failed = new Set(weaker.flatMap((value) => [...failures(changed(place, value))]));
    if (failed.size === 0) continue;
    asked += 1;
    const ids = new Set([...failed].map((one) => one.split(' ')[0]));
    const chosen = {
      safe: rules.filter(({ id }) => ids.has(id)),
      worksOnAws: worksOnAwsRules.filter(({ id }) => ids.has(id)),
    };
    const { safe, worksOnAws } = audit(changed(place, { Ref: 'AParameter' }), chosen);
    for (const { rule, verdict, findings } of [...safe, ...worksOnAws]) {
      const where = `${rule.id} at ${place.logicalId}.${place.path.join('.')}`;
      if (verdict !== 'fail' && verdict !== 'unknown') passed.push(`${where}: ${verdict}`);
      for (const { resource } of findings.filter((finding) => failed.has(`${rule.id} ${finding.resource}`))) {
        const open = findings.some((one) => one.resource === resource && one.verdict !== 'pass');
        if (!open) passed.push(`${where}: passed ${resource}`);
      }
    }
  }
  expect(passed).toEqual([]);
});

/** What foreign templates hold where ours hold something sensible. */
const oddities: readonly Json[] = [
  null,
  true,
  0,
  1e21,
  '',
  '*',
  '${',
  '${a/b.c}',
  '(((',
  'arn:',
  '{{resolve:ssm:x}}',
  [],
  [[]],
  [null],
  {},
  { Ref: 'Nobody' },
  { Ref: 7 },
  { 'Fn::If': ['C', 1, 2] },
  { 'Fn::GetAtt': [] },
  { 'Fn::Sub': [] },
  { 'Fn::Select': [9, []] },
  { 'Fn::Join': [] },
  { Statement: null },
  { Statement: [null, 'x', [], { Effect: 7, Principal: [], Action: {}, Condition: [] }] },
  { constructor: 1, length: 'x' },
];

test('no rule throws on damaged templates', () => {
  const next = numbers(5);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const crashes = new Set<string>();
  for (let run = 0; run < 12; run += 1) {
    const damaged = structuredClone(templates) as readonly Template[];
    for (let hit = 0; hit < 30; hit += 1) {
      const { template, logicalId, path } = pick(places);
      const resources = damaged[template]?.template.Resources as Record<string, Open>;
      const parent = path
        .slice(0, -1)
        .reduce<Json>((at, key) => (at as Open | null)?.[key] ?? null, resources[logicalId] ?? null);
      const key = path.at(-1) ?? '';
      if (next() < 0.03) resources[logicalId] = pick(oddities) as Open;
      else if (parent === null || typeof parent !== 'object') continue;
      else if (next() < 0.3) delete (parent as Open)[key];
      else (parent as Open)[key] = structuredClone(pick(oddities));
    }
    const { safe, worksOnAws } = audit(damaged, { safe: rules, worksOnAws: worksOnAwsRules, sections: [] });
    for (const { rule, unjudged } of [...safe, ...worksOnAws])
      if (unjudged?.startsWith('it could not be evaluated') || unjudged?.startsWith('it spoke'))
        crashes.add(`${rule.id}: ${unjudged}`);
  }
  expect([...crashes]).toEqual([]);
});
