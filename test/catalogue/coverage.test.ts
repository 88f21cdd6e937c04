import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { controlIds, statements, supplementary } from '../../policies/catalogue/catalogue.ts';
import { coverage } from '../../policies/catalogue/coverage.ts';
import { unanswered } from '../../policies/catalogue/unanswered.ts';
import { sourceOf } from '../../policies/evidence/pointer.ts';
import { rules } from '../../policies/rules.ts';

const byId = new Map(rules.map((rule) => [rule.id, rule]));

test('coverage speaks of controls that templates can decide', () => {
  const templates = new Set([...statements, ...supplementary].filter((one) => one.class === 'T').map(({ id }) => id));
  for (const id of Object.keys(coverage)) expect(templates).toContain(id);
});

test('every control that templates can decide is answered by rules, or says why none can: never both, never neither', () => {
  const decidable = [...statements, ...supplementary].filter((one) => one.class === 'T').map(({ id }) => id);
  expect(decidable.length).toBeGreaterThan(60);
  expect([...Object.keys(coverage), ...Object.keys(unanswered)].sort()).toEqual(decidable.sort());
});

test('what a provision stands in for is part of the proof', () => {
  for (const { sufficient, provision } of Object.values(coverage)) {
    for (const stoodInFor of Object.values(provision ?? {})) {
      for (const rule of stoodInFor) expect(sufficient).toContain(rule);
    }
  }
});

test('every rule that coverage names exists and carries the control', () => {
  const wrong = Object.entries(coverage).flatMap(([control, { sufficient }]) =>
    sufficient.filter((id) => !byId.get(id)?.controls.includes(control)).map((id) => `${control}: ${id}`),
  );
  expect(wrong).toEqual([]);
});

test('every control that a rule carries exists, and the rule lies where the evidence says', () => {
  const root = join(__dirname, '..', '..');
  for (const rule of rules) {
    for (const control of rule.controls) expect([rule.id, controlIds.has(control)]).toEqual([rule.id, true]);
    expect([sourceOf(rule), existsSync(join(root, sourceOf(rule)))]).toEqual([sourceOf(rule), true]);
  }
});
