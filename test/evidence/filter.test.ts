import type { Browser } from 'jsdom';
import { pack } from '../../policies/evidence/pack.ts';
import { open } from './browser.ts';
import { full, table } from './subject.ts';

const markup = pack(full(), table).get('index.html') ?? '';
const opened = () => open(markup, 'dangerously');

const visible = ({ document }: Browser) => [...document.querySelectorAll('.control:not([hidden])')];

function choose({ document, Event }: Browser, id: string, value: string): void {
  const field = document.querySelector(`#filter-${id}`);
  if (field === null) throw new Error(`the filter must have a field ${id}`);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

test('without a script the filter is hidden and every control is there', () => {
  const { document } = open(markup);
  expect(document.querySelector('#filter')?.hasAttribute('hidden')).toBe(true);
  expect(document.querySelectorAll('.control:not([hidden])')).toHaveLength(215);
});

test('with it the filter is there and starts with every control', () => {
  const page = opened();
  expect(page.document.querySelector('#filter')?.hasAttribute('hidden')).toBe(false);
  expect(visible(page)).toHaveLength(215);
});

test.each([
  ['safe', 'outputs'],
  ['status', 'attested'],
  ['level', 'optional'],
] as const)('by %s', (field, value) => {
  const page = opened();
  choose(page, field, value);
  expect(visible(page).length).toBeGreaterThan(0);
  expect(visible(page).length).toBeLessThan(215);
  for (const control of visible(page)) expect(control.dataset[field]).toBe(value);
});

test('by words, all of them, in any case', () => {
  const page = opened();
  choose(page, 'text', 'OUTBOUND internet');
  expect(visible(page).map(({ id }) => id)).toContain('c-2.2.11');
  choose(page, 'text', '2.2.11 nosuchword');
  expect(visible(page)).toEqual([]);
});

test('the live region counts, empty groups go, and everything comes back', async () => {
  const page = opened();
  const { document } = page;
  const shown = () => document.querySelector('#shown')?.textContent;
  choose(page, 'level', 'guideline');
  expect(shown()).toBe('12 of 215 controls shown');
  expect([...document.querySelectorAll('.group:not([hidden]) > h3')].map((heading) => heading.textContent)).toEqual([
    'NHS SDE guidelines',
  ]);
  expect(document.body.classList.contains('filtered')).toBe(true);
  document.querySelector('#filter button')?.click();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shown()).toBe('215 of 215 controls shown');
});
