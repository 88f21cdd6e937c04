import type { JsonObject } from '../estate/estate.ts';
import { record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const seconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Token -> unit where none is written, shortest and longest life in seconds. */
const lives: Readonly<Record<string, readonly [string, number, number]>> = {
  AccessToken: ['hours', 300, 86_400],
  IdToken: ['hours', 300, 86_400],
  RefreshToken: ['days', 3600, 3650 * 86_400],
};

function faultOf(properties: JsonObject): string | undefined {
  for (const [token, [unit, shortest, longest]] of Object.entries(lives)) {
    const written = properties[`${token}Validity`];
    if (written === undefined) continue;
    const life = Number(written) * (seconds[text(record(properties.TokenValidityUnits)[token]) ?? unit] ?? Number.NaN);
    if (!(life >= shortest && life <= longest)) return `${token} would live ${life} seconds`;
  }
  return undefined;
}

export const tokenLivesAreLegal: WorksOnAwsRule = {
  id: 'token-lives-are-legal',
  severity: 'error',
  why: 'Access and ID tokens live from five minutes to a day, refresh tokens from an hour to ten years, counted in hours and days where no unit is written; Cognito refuses the rest.',
  fix: 'write the unit beside the number, within these bounds',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-userpoolclient-tokenvalidityunits.html',
  check: (estate) =>
    estate.ofType('AWS::Cognito::UserPoolClient').map((client) => {
      const fault = faultOf(client.properties);
      return judged(fault === undefined, client, 'Properties', 'its tokens live as long as Cognito takes', fault ?? '');
    }),
};
