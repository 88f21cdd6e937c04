import type { Json } from '../estate/estate.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { browserPolicies, listed } from './browser-policy.ts';

/** One host, by https; a path may follow. A pattern could match a page that somebody else makes. */
const named = (page: Json): boolean => typeof page === 'string' && /^https:\/\/[^*/]+(\/[^*]*)?$/.test(page);

export const browserOpensNamedPagesOnly: Rule = {
  id: 'browser-opens-named-pages-only',
  safe: 'settings',
  controls: ['2.2.11', '2.1.01', '3.1.12'],
  severity: 'error',
  why: 'A page that anybody can write to is a way out by typing, pasting or uploading.',
  fix: 'block * in URLBlocklist and name the pages of the environment by https and host in URLAllowlist',
  source: 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/browser-policies-custom.html',
  check: (estate) =>
    browserPolicies(estate).map(({ resource, chrome }) => {
      const path = 'Properties.BrowserPolicy';
      if (chrome === undefined) return fail(resource, path, 'has no browser policy that can be read');
      const pages = listed(chrome, 'URLAllowlist');
      const blocked = listed(chrome, 'URLBlocklist').includes('*');
      const wide = pages.filter((page) => !named(page));
      return judged(
        blocked && wide.length === 0,
        resource,
        path,
        `everything is blocked but ${pages.length} named pages`,
        blocked ? `opens more than a named page: ${JSON.stringify(wide)}` : 'does not block what it does not name',
      );
    }),
};
