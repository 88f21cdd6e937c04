import type { Json } from '../estate/estate.ts';
import { at, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const lists = ['URLBlocklist', 'URLAllowlist'];

function parsed(policy: Json | undefined): Json | undefined {
  try {
    return JSON.parse(text(policy) ?? '');
  } catch {
    return undefined;
  }
}

export const secureBrowserListsFit: WorksOnAwsRule = {
  id: 'secure-browser-lists-fit',
  severity: 'error',
  why: 'A browser policy is JSON with the word chromePolicies around it, and its lists of pages hold 1,000 entries each.',
  fix: 'name pages by host or prefix',
  source: 'https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_WebContentFilteringPolicy.html',
  check: (estate) =>
    estate.ofType('AWS::WorkSpacesWeb::BrowserSettings').map((settings) => {
      const policy = record(record(parsed(settings.properties.BrowserPolicy)).chromePolicies);
      const counts = [
        ...lists.map((name) => list(record(policy[name]).value).length),
        ...['AllowedUrls', 'BlockedUrls'].map((name) => list(at(settings, `WebContentFilteringPolicy.${name}`)).length),
      ];
      const readable = settings.properties.BrowserPolicy === undefined || Object.keys(policy).length > 0;
      return judged(
        readable && counts.every((count) => count <= 1000),
        settings,
        'Properties.BrowserPolicy',
        `${Math.max(...counts)} of 1,000 pages in a list`,
        readable
          ? `${Math.max(...counts)} pages in a list, and AWS takes 1,000`
          : 'its policy is no JSON of chromePolicies',
      );
    }),
};
