import type { Estate, Json, JsonObject } from '../estate/estate.ts';
import { list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { isOurPage } from './browser-opens-named-pages-only.ts';
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
  DefaultPopupsSetting: 2,
  IncognitoModeAvailability: 1,
  AudioCaptureAllowed: false,
  VideoCaptureAllowed: false,
  DefaultFileSystemReadGuardSetting: 2,
  DefaultFileSystemWriteGuardSetting: 2,
  DefaultWebUsbGuardSetting: 2,
  DefaultWebBluetoothGuardSetting: 2,
  DefaultSerialGuardSetting: 2,
  BrowserSignin: 0,
  PasswordManagerEnabled: false,
  AutofillAddressEnabled: false,
  AutofillCreditCardEnabled: false,
  SpellCheckServiceEnabled: false,
  TranslateEnabled: false,
  SearchSuggestEnabled: false,
  GenAiDefaultSettings: 2,
  MetricsReportingEnabled: false,
  NetworkPredictionOptions: 2,
};

/** What may be said besides, each judged by a rule of its own. Any other policy could open what these shut: a proxy, an extension. */
const judgedElsewhere = ['URLBlocklist', 'URLAllowlist', 'ExtensionInstallBlocklist'];

/** What opens at the start of a session: pages of our own API, which may be opened anyway, and nothing else. */
function opensOurPagesFirst(estate: Estate, chrome: JsonObject): readonly string[] {
  const pages = list(chrome.RestoreOnStartupURLs);
  const ours = chrome.RestoreOnStartup === 4 && pages.length > 0 && pages.every((page) => isOurPage(estate, page));
  return ours ? ['RestoreOnStartup', 'RestoreOnStartupURLs'] : [];
}

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
      const opened = opensOurPagesFirst(estate, chrome);
      const others = Object.keys(chrome).filter(
        (policy) => !(policy in shut) && !judgedElsewhere.includes(policy) && !opened.includes(policy),
      );
      return [
        judged(
          others.length === 0,
          resource,
          path,
          'says nothing that could open what is shut',
          `sets ${others.join(', ')}, of which nobody here knows what it opens`,
        ),
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
