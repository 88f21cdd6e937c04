import type { Work } from './custom-resource.ts';

/** One account-wide switch. */
export interface Switch {
  isOn(): Promise<boolean>;
  turnOn(): Promise<void>;
}

/** Names of switches, as the custom resource's properties spell them. */
export const switchNames = ['inspector', 's3BlockPublicAccess', 'ebsEncryption'] as const;
export type SwitchName = (typeof switchNames)[number];

/** CloudFormation turns every value of a custom resource's properties into text. */
export const wantedSwitches = (properties: Readonly<Record<string, unknown>>): readonly SwitchName[] =>
  switchNames.filter((name) => properties[name] === 'true' || properties[name] === true);

/**
 * Turns on what is wanted and off; asks before and after, for a switch that an organisation policy holds answers "done" and stays off.
 * Never turns anything off.
 * @returns which were on already and which were turned on, for the log of the stack.
 * @throws when a switch stays off.
 */
export async function turnOn(
  wanted: readonly SwitchName[],
  switches: Readonly<Record<SwitchName, Switch>>,
): Promise<Readonly<Record<string, string>>> {
  const result: Record<string, string> = {};
  for (const name of wanted) {
    if (await switches[name].isOn()) {
      result[name] = 'was on';
      continue;
    }
    await switches[name].turnOn();
    if (!(await switches[name].isOn())) {
      throw new Error(
        `${name} stayed off after it was turned on; an organisation policy may hold it: attest it as provided instead`,
      );
    }
    result[name] = 'turned on';
  }
  return result;
}

/** Deletion changes nothing: an account's protection is never switched off because a stack goes. */
export const accountSettings =
  (switchesOf: (account: string) => Readonly<Record<SwitchName, Switch>>): Work =>
  async ({ RequestType, ResourceProperties }) => {
    if (RequestType === 'Delete') return {};
    const { account } = ResourceProperties;
    if (typeof account !== 'string') {
      throw new Error(`the custom resource must give account, got ${Object.keys(ResourceProperties).join(', ')}`);
    }
    return turnOn(wantedSwitches(ResourceProperties), switchesOf(account));
  };
