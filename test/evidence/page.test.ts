import axe from 'axe-core';
import { controls } from '../../policies/catalogue/catalogue.ts';
import { pack } from '../../policies/evidence/pack.ts';
import { type Subject, statuses } from '../../policies/evidence/result.ts';
import { open } from './browser.ts';
import { full, subject, table } from './subject.ts';

const page = (of: Subject): string => pack(of, table).get('index.html') ?? '';
const trial = page(full('trial'));
const production = page(full('production'));
const { document } = open(trial);

test.each([
  ['a trial', trial],
  ['nothing at all', page(subject())],
])(
  'axe finds no violation in the page of %s',
  async (_, markup) => {
    const window = open(markup, 'outside-only');
    window.eval(axe.source);
    // jsdom lays nothing out, so contrast is computed from the palette in a test of its own.
    const found = (await window.eval(`axe.run({ rules: { 'color-contrast': { enabled: false } } })`)) as axe.AxeResults;
    expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(found.passes.length).toBeGreaterThan(20);
  },
  180_000,
);

test('every control has a section, and every section a heading of its own', () => {
  const sections = [...document.querySelectorAll('article.control')];
  expect(sections.map(({ id }) => id)).toEqual(controls.map(({ id }) => `c-${id}`));
  for (const section of sections) {
    const heading = document.getElementById(section.getAttribute('aria-labelledby') ?? '');
    expect(heading?.textContent).toContain(section.id.slice(2));
  }
});

test('every status is explained, and every control says its own in words', () => {
  const explained = document.querySelector('[aria-labelledby=how]')?.textContent ?? '';
  for (const status of statuses) expect(explained).toContain(status);
  for (const section of document.querySelectorAll('article.control')) {
    expect(section.querySelector('.badge')?.textContent).toContain(section.getAttribute('data-status'));
  }
});

test('nothing is fetched: no address but in links, and a policy that allows only the style and script in the page', () => {
  const fetching = [...document.querySelectorAll('[src],link,iframe,object,embed,[style]')];
  expect(fetching.map(({ tagName }) => tagName)).toEqual([]);
  for (const anchor of document.querySelectorAll('[href]')) {
    expect(anchor.tagName).toBe('A');
    expect(anchor.getAttribute('href')).toMatch(/^(#|https:\/\/|access-matrix\.csv$|data-flow\.svg$)/);
  }
  const policy = document.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content');
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
  expect(document.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
});

test('every link inside the page leads somewhere', () => {
  for (const anchor of document.querySelectorAll('a[href^="#"]')) {
    expect(document.getElementById(anchor.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
  }
});

test('what a person wrote stays text', () => {
  expect(document.querySelectorAll('script')).toHaveLength(1);
  expect(document.body.textContent).toContain('<script>alert("x")</script>');
  expect(document.querySelector('h1')?.textContent).toBe('Demonstration <TRE> & "friends"');
});

test('a trial says so in its title, its banner, its print head and beside every control; production never does', () => {
  const words = 'TRIAL – not for accreditation';
  expect(document.title).toContain(words);
  expect(document.querySelector('.trial')?.textContent).toContain(words);
  expect(document.querySelector('.watermark')).not.toBeNull();
  expect(trial).toMatch(/@top-left\{content:"TRIAL/);
  for (const section of document.querySelectorAll('article.control')) expect(section.textContent).toContain(words);
  expect(production).not.toMatch(/TRIAL/);
});

test('a deployment cannot break out of the style sheet through its name', () => {
  const markup = page(subject({ deployment: '"}</style><script>1</script>' }));
  expect(open(markup).document.querySelectorAll('script')).toHaveLength(1);
});

test.each([
  'assessed against SATRE, not accredited',
  'SATRE specification v2.0.1 by SATRE contributors',
  'creativecommons.org/licenses/by/4.0',
  'Open Government Licence v3.0',
  'Residual trust',
  'What the organisation provides',
  'the approval REC-1 expired on 2026-10-31',
  'the exception for 1.7.03 expired on 2026-10-31',
  'Cloud platform lead',
  'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
  'a'.repeat(64),
  'tre-demo-Network.template.json#/Resources/RouteTable/Properties/Statement/0/Effect',
  'and 4 more in results.json',
])('the page holds: %s', (words) => {
  expect(document.body.textContent).toContain(words);
});
