import {
  accountSettings,
  type Switch,
  type SwitchName,
  switchNames,
  turnOn,
  wantedSwitches,
} from '../../lambdas/safe-settings/account-settings.ts';
import type { CustomResourceEvent } from '../../lambdas/safe-settings/custom-resource.ts';

/** Switches that remember being turned; a stuck one says yes and stays off. */
function account(states: Partial<Record<SwitchName, 'on' | 'off' | 'stuck'>> = {}) {
  const turned: string[] = [];
  const switchOf = (name: SwitchName): Switch => {
    let state = states[name] ?? 'off';
    return {
      isOn: async () => state === 'on',
      turnOn: async () => {
        turned.push(name);
        if (state === 'off') state = 'on';
      },
    };
  };
  const switches = Object.fromEntries(switchNames.map((name) => [name, switchOf(name)])) as Record<SwitchName, Switch>;
  return { turned, switches };
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
  const { turned, switches } = account({ inspector: 'on' });
  expect(await turnOn(['inspector', 'ebsEncryption'], switches)).toEqual({
    inspector: 'was on',
    ebsEncryption: 'turned on',
  });
  expect(turned).toEqual(['ebsEncryption']);
});

test('a switch that an organisation holds is reported, not believed', async () => {
  const { switches } = account({ s3BlockPublicAccess: 'stuck' });
  await expect(turnOn(['s3BlockPublicAccess'], switches)).rejects.toThrow(
    's3BlockPublicAccess stayed off after it was turned on',
  );
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
