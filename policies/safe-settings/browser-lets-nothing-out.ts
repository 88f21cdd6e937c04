import { at, list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Each must be written: what is left out takes the default of the service. */
const channels = [
  'CopyAllowed',
  'PasteAllowed',
  'DownloadAllowed',
  'UploadAllowed',
  'PrintAllowed',
  'DeepLinkAllowed',
  'WebAuthnAllowed',
] as const;

const devices = ['Webcam', 'Microphone'] as const;

export const browserLetsNothingOut: Rule = {
  id: 'browser-lets-nothing-out',
  safe: 'settings',
  controls: ['2.1.01', 'TRE-X16', '3.1.12'],
  severity: 'fatal',
  why: 'Whatever can be copied, downloaded or printed leaves without passing the airlock.',
  fix: 'set every channel of the user settings to Disabled, hide webcam and microphone, leave cookie synchronisation out',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-workspacesweb-usersettings.html',
  check: (estate) => [
    ...estate
      .ofType('AWS::WorkSpacesWeb::Portal')
      .filter(({ properties }) => estate.find(properties.UserSettingsArn)?.type !== 'AWS::WorkSpacesWeb::UserSettings')
      .map((portal) => fail(portal, 'Properties.UserSettingsArn', 'has no user settings that close its channels')),
    ...estate.ofType('AWS::WorkSpacesWeb::UserSettings').flatMap((settings) => {
      const hidden = list(at(settings, 'ToolbarConfiguration.HiddenToolbarItems'));
      const shown = devices.filter((device) => !hidden.includes(device));
      return [
        ...channels.map((channel) =>
          judged(
            settings.properties[channel] === 'Disabled',
            settings,
            `Properties.${channel}`,
            'is closed',
            `is ${JSON.stringify(settings.properties[channel]) ?? 'left to the default'}`,
          ),
        ),
        judged(
          shown.length === 0,
          settings,
          'Properties.ToolbarConfiguration',
          'webcam and microphone are not offered',
          `${shown.join(' and ')} are offered`,
        ),
        judged(
          settings.properties.CookieSynchronizationConfiguration === undefined,
          settings,
          'Properties.CookieSynchronizationConfiguration',
          'cookies stay apart',
          "cookies are brought in from the person's own browser",
        ),
      ];
    }),
  ],
};
