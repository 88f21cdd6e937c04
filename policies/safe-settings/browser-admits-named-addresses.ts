import { at, list, record } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** As wide as the range of one organisation can be. */
const widest = 8;

const prefix = (range: unknown): number =>
  typeof range === 'string' && /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(range) ? Number(range.split('/')[1]) : 0;

export const browserAdmitsNamedAddresses: Rule = {
  id: 'browser-admits-named-addresses',
  safe: 'settings',
  controls: ['TRE-X16'],
  severity: 'error',
  why: 'A password and a token that were taken from somebody open the portal from anywhere, unless addresses are named.',
  fix: `name ranges of /${widest} or narrower in the IP access settings of the portal`,
  source: 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/ip-access-controls.html',
  check: (estate) =>
    estate.ofType('AWS::WorkSpacesWeb::Portal').map((portal) => {
      const path = 'Properties.IpAccessSettingsArn';
      const { IpAccessSettingsArn } = portal.properties;
      const unused = estate.ofType('AWS::WorkSpacesWeb::IpAccessSettings').length > 0;
      if (IpAccessSettingsArn === undefined) {
        return unused
          ? fail(portal, path, 'names no addresses, though settings that name some are there')
          : notApplicable(portal, path, 'no addresses are named: whoever can sign in can do so from anywhere');
      }
      const settings = estate.find(IpAccessSettingsArn);
      if (settings?.type !== 'AWS::WorkSpacesWeb::IpAccessSettings')
        return fail(portal, path, 'names addresses that are not of this estate');
      const ranges = list(at(settings, 'IpRules')).map((rule) => record(rule).IpRange);
      const wide = ranges.filter((range) => prefix(range) < widest);
      return judged(
        ranges.length > 0 && wide.length === 0,
        portal,
        path,
        `is reached from ${ranges.length} named ranges`,
        `admits ${JSON.stringify(wide)}`,
      );
    }),
};
