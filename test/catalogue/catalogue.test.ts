import { controlIds, controls, guidelines, statements, supplementary } from '../../policies/catalogue/catalogue.ts';

test('185 SATRE statements, 12 guidelines, 18 supplementary controls, every id once', () => {
  expect([statements.length, guidelines.length, supplementary.length]).toEqual([185, 12, 18]);
  expect(controlIds.size).toBe(controls.length);
});

test('levels and classes are as many as the specification page counts', () => {
  const count = <T>(values: readonly T[], value: T) => values.filter((one) => one === value).length;
  const levels = statements.map(({ level }) => level);
  expect([count(levels, 'mandatory'), count(levels, 'mandatory*'), count(levels, 'recommended')]).toEqual([89, 6, 67]);
  const classes = statements.map((statement) => statement.class);
  expect([count(classes, 'T'), count(classes, 'R'), count(classes, 'O')]).toEqual([62, 50, 73]);
});

test('statements stand in the order of their ids', () => {
  const ids = statements.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
});

test('every part of a guideline is a control', () => {
  for (const { parts } of guidelines) for (const part of parts) expect(controlIds).toContain(part);
});

test('every one of the Five Safes answers some statement', () => {
  expect(new Set(controls.map(({ fiveSafe }) => fiveSafe)).size).toBe(5);
});
