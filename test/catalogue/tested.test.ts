import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statements } from '../../policies/catalogue/catalogue.ts';
import { tested } from '../../policies/catalogue/tested.ts';
import { rules } from '../../policies/rules.ts';

const root = join(__dirname, '..', '..');
const titlesIn = (file: string): readonly string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /\b(?:test|describe)(?:\.each\([^;]*?\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs,
    ),
  ].map(([, , title = '']) => title.replace(/\\(.)/g, '$1'));

/** Whether a title can stand at the end of a whole one; `%s` stands for anything. */
const mayEnd = (whole: string, title: string): boolean =>
  new RegExp(`(^| )${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%\w/g, '.+')}$`).test(whole);

test('tests show statements of what runs, and of nothing that templates decide', () => {
  const running = statements.filter((one) => one.class === 'R').map(({ id }) => id);
  for (const id of Object.keys(tested)) expect(running).toContain(id);
});

test('every test and every rule that is named is there', () => {
  const ids = rules.map(({ id }) => id);
  const wrong = Object.entries(tested).flatMap(([control, { tests, rules: named }]) => [
    ...named.filter((id) => !ids.includes(id)).map((id) => `${control}: ${id}`),
    ...tests
      .filter(
        ({ file, title }) =>
          !existsSync(join(root, file)) ||
          (title !== undefined && !titlesIn(file).some((written) => mayEnd(title, written))),
      )
      .map(({ file, title }) => `${control}: ${file} ${title}`),
  ]);
  expect(wrong).toEqual([]);
});
