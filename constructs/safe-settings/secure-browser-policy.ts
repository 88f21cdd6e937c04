/**
 * Chrome policies of every session, in the form the service wants: `{chromePolicies: {<policy>: {value}}}`, any policy of
 * Chrome for Linux. https://docs.aws.amazon.com/workspaces-web/latest/adminguide/browser-policies-custom.html
 *
 * The service adds its own and lets nobody take them away: `file:` stays blocked except for its two folders of temporary
 * files, which stay empty because nothing can be downloaded or uploaded.
 * https://docs.aws.amazon.com/workspaces-web/latest/adminguide/browser-policies-baseline.html
 */
export function secureBrowserPolicy(pages: readonly string[]): string {
  const [start] = pages;
  const policies = {
    // what may be opened
    URLBlocklist: ['*', 'file://*'],
    URLAllowlist: pages,
    ...(start === undefined ? {} : { RestoreOnStartup: 4, RestoreOnStartupURLs: [start] }),
    DefaultPopupsSetting: 2,
    IncognitoModeAvailability: 1,
    DnsOverHttpsMode: 'off', // names are asked of the resolver that our firewall filters

    // what may leave the page
    DownloadRestrictions: 3,
    AllowFileSelectionDialogs: false,
    PrintingEnabled: false,
    ScreenCaptureAllowed: false,
    AudioCaptureAllowed: false,
    VideoCaptureAllowed: false,
    DefaultClipboardSetting: 2,
    DefaultFileSystemReadGuardSetting: 2,
    DefaultFileSystemWriteGuardSetting: 2,
    DefaultWebUsbGuardSetting: 2,
    DefaultWebBluetoothGuardSetting: 2,
    DefaultSerialGuardSetting: 2,

    // what may change or watch the page
    DeveloperToolsAvailability: 2,
    ExtensionInstallBlocklist: ['*'],
    BrowserSignin: 0,
    SyncDisabled: true,
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
  return JSON.stringify({
    chromePolicies: Object.fromEntries(Object.entries(policies).map(([name, value]) => [name, { value }])),
  });
}
