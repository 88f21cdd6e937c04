import { doors } from '../estate/doors.ts';
import type { Estate, Json } from '../estate/estate.ts';
import { at, list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { browserPolicies, listed } from './browser-policy.ts';

/** The page of a private API of this estate, by reference; anybody can write to the others, or could make them. */
export function isOurPage(estate: Estate, page: Json): boolean {
  const host = typeof page === 'string' ? /^https:\/\/((?:\$\{[^}*]+\})?[^*/]+)(\/[^*]*)?$/.exec(page)?.[1] : undefined;
  const [, api] = /^(\$\{[^}]+\})\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/.exec(host ?? '') ?? [];
  const found = estate.find(api, 'AWS::ApiGateway::RestApi');
  return found !== undefined && doors(estate).some((door) => door.api === found && door.kind === 'private');
}

export const browserOpensNamedPagesOnly: Rule = {
  id: 'browser-opens-named-pages-only',
  safe: 'settings',
  controls: ['2.2.11', '2.1.01', '3.1.12'],
  severity: 'fatal',
  why: 'A page that anybody can write to is a way out by typing, pasting or uploading.',
  fix: "block * and file://* in URLBlocklist and * in BlockedUrls, and name, by https and host, the pages of the environment's own API alone",
  source: 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/browser-policies-custom.html',
  check: (estate) =>
    browserPolicies(estate).map(({ resource, chrome }) => {
      const path = 'Properties.BrowserPolicy';
      if (chrome === undefined) return fail(resource, path, 'has no browser policy that can be read');
      const pages = listed(chrome, 'URLAllowlist');
      const blocked = ['*', 'file://*'].every((pattern) => listed(chrome, 'URLBlocklist').includes(pattern));
      const filter = 'WebContentFilteringPolicy';
      const filtered = list(at(resource, `${filter}.BlockedUrls`)).includes('*');
      const admitted = list(at(resource, `${filter}.AllowedUrls`));
      const wide = [...pages, ...admitted].filter((page) => !isOurPage(estate, page));
      return judged(
        blocked && filtered && wide.length === 0,
        resource,
        path,
        `everything is blocked but ${pages.length} pages of our own API`,
        blocked && filtered
          ? `opens what is no page of our own API: ${JSON.stringify(wide)}`
          : `does not block what it does not name${blocked ? ', by the filter of the service' : ''}`,
      );
    }),
};
