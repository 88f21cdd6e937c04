import {
  accountSettings,
  type Switch,
  type SwitchName,
  switchNames,
  turnOn,
  wantedSwitches,
} from '../../lambdas/safe-settings/account-settings.ts';
import type { CustomResourceEvent } from '../../lambdas/safe-settings/custom-resource.ts';

/** Switches that remember being turned; a stuck one says yes and stays off, a late one tells the truth only after a while. */
function account(states: Partial<Record<SwitchName, 'on' | 'off' | 'stuck' | 'late'>> = {}) {
  const turned: string[] = [];
  const switchOf = (name: SwitchName): Switch => {
    let state = states[name] ?? 'off';
    // On, off and on again, as answers of several servers do.
    const answers = [false, true, false, true, true];
    return {
      isOn: async () => (state === 'late' && turned.includes(name) ? (answers.shift() ?? true) : state === 'on'),
      turnOn: async () => {
        turned.push(name);
        if (state === 'off') state = 'on';
      },
    };
  };
  const switches = Object.fromEntries(switchNames.map((name) => [name, switchOf(name)])) as Record<SwitchName, Switch>;
  const pauses: number[] = [];
  const pause = async (seconds: number) => {
    pauses.push(seconds);
  };
  return { turned, switches, pauses, pause };
}

const asked = (RequestType: CustomResourceEvent['RequestType'], ResourceProperties: Record<string, unknown>) => ({
  RequestType,
  ResponseURL: '',
  StackId: '',
  RequestId: '',
  LogicalResourceId: 'Applied',
  ResourceProperties,
});

test('what is on already is left alone', async () => {
  const { turned, switches, pause } = account({ inspector: 'on' });
  expect(await turnOn(['inspector', 'ebsEncryption'], switches, pause)).toEqual({
    inspector: 'was on',
    ebsEncryption: 'turned on',
  });
  expect(turned).toEqual(['ebsEncryption']);
});

test('a switch that an organisation holds is reported, not believed', async () => {
  const { switches, pause, pauses } = account({ s3BlockPublicAccess: 'stuck' });
  await expect(turnOn(['s3BlockPublicAccess'], switches, pause)).rejects.toThrow(
    's3BlockPublicAccess stayed off after it was turned on',
  );
  expect(pauses.reduce((sum, seconds) => sum + seconds, 0)).toBe(85);
});

test('a switch that AWS reports late is waited for, until it says so twice in a row', async () => {
  const { switches, pause, pauses } = account({ s3BlockPublicAccess: 'late' });
  expect(await turnOn(['s3BlockPublicAccess'], switches, pause)).toEqual({ s3BlockPublicAccess: 'turned on' });
  expect(pauses).toHaveLength(4);
});

test('only what the deployment file asks for is turned on; CloudFormation sends truth as text', () => {
  expect(wantedSwitches({ inspector: 'true', s3BlockPublicAccess: 'false', ebsEncryption: true })).toEqual([
    'inspector',
    'ebsEncryption',
  ]);
});

test('removing the stack turns nothing off, and asks nothing', async () => {
  const handler = accountSettings(() => {
    throw new Error('nobody may ask');
  });
  expect(await handler(asked('Delete', { account: '111122223333', inspector: 'true' }))).toEqual({});
});

test('an account that was not named is refused by naming what came instead', async () => {
  const { switches } = account();
  await expect(accountSettings(() => switches)(asked('Create', { inspector: 'true' }))).rejects.toThrow(
    'must give account, got inspector',
  );
});
