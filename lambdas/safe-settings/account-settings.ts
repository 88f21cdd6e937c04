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

/** Lets some seconds pass; a port, so that tests need not wait. */
export type Pause = (seconds: number) => Promise<void>;

/** AWS answers a question by an older truth for a while: S3 is known to deny its block right after taking it. */
const readings = 18;
const secondsBetween = 5;

/**
 * Turns on what is wanted and off; asks before, and after until it hears "on" twice in a row, for a switch that an organisation policy
 * holds answers "done" and stays off. Never turns anything off.
 * @returns which were on already and which were turned on, for the log of the stack.
 * @throws when a switch stays off for a minute and a half.
 */
export async function turnOn(
  wanted: readonly SwitchName[],
  switches: Readonly<Record<SwitchName, Switch>>,
  pause: Pause,
): Promise<Readonly<Record<string, string>>> {
  const result: Record<string, string> = {};
  for (const name of wanted) {
    if (await switches[name].isOn()) {
      result[name] = 'was on';
      continue;
    }
    await switches[name].turnOn();
    if (!(await staysOn(switches[name], pause))) {
      throw new Error(
        `${name} stayed off after it was turned on; an organisation policy may hold it: attest it as provided instead`,
      );
    }
    result[name] = 'turned on';
  }
  return result;
}

async function staysOn(one: Switch, pause: Pause): Promise<boolean> {
  let inARow = 0;
  for (let reading = 0; reading < readings && inARow < 2; reading++) {
    if (reading > 0) await pause(secondsBetween);
    inARow = (await one.isOn()) ? inARow + 1 : 0;
  }
  return inARow === 2;
}

const sleep: Pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Deletion changes nothing: an account's protection is never switched off because a stack goes. */
export const accountSettings =
  (switchesOf: (account: string) => Readonly<Record<SwitchName, Switch>>, pause: Pause = sleep): Work =>
  async ({ RequestType, ResourceProperties }) => {
    if (RequestType === 'Delete') return {};
    const { account } = ResourceProperties;
    if (typeof account !== 'string') {
      throw new Error(`the custom resource must give account, got ${Object.keys(ResourceProperties).join(', ')}`);
    }
    return turnOn(wantedSwitches(ResourceProperties), switchesOf(account), pause);
  };
