import type { Json } from '../estate/estate.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { browserPolicies } from './browser-policy.ts';

/** Chrome policy -> the only value that closes the tool. https://chromeenterprise.google/policies/ */
const shut: Readonly<Record<string, Json>> = {
  DownloadRestrictions: 3,
  PrintingEnabled: false,
  DeveloperToolsAvailability: 2,
  AllowFileSelectionDialogs: false,
  ScreenCaptureAllowed: false,
  DnsOverHttpsMode: 'off',
  SyncDisabled: true,
  DefaultClipboardSetting: 2,
};

export const browserKeepsItsToolsShut: Rule = {
  id: 'browser-keeps-its-tools-shut',
  safe: 'settings',
  controls: ['2.1.01', 'TRE-X16'],
  severity: 'error',
  why: 'Developer tools, extensions, printing and synchronisation are ways round what the page itself allows.',
  fix: 'set the Chrome policy to the value that shuts the tool, and block every extension',
  check: (estate) =>
    browserPolicies(estate).flatMap(({ resource, chrome }) => {
      const path = 'Properties.BrowserPolicy';
      if (chrome === undefined) return [fail(resource, path, 'has no browser policy that can be read')];
      const extensions = chrome.ExtensionInstallBlocklist;
      return [
        ...Object.entries(shut).map(([policy, value]) =>
          judged(
            chrome[policy] === value,
            resource,
            path,
            `${policy} is ${JSON.stringify(value)}`,
            `${policy} is ${JSON.stringify(chrome[policy]) ?? 'left to the default'}, not ${JSON.stringify(value)}`,
          ),
        ),
        judged(
          Array.isArray(extensions) && (extensions as readonly Json[]).includes('*'),
          resource,
          path,
          'no extension can be installed',
          'extensions can be installed',
        ),
      ];
    }),
};
