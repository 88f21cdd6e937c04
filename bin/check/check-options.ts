import { parseArgs } from 'node:util';
import { type ProfileName, profileNames } from '../../lambdas/safe-outputs/disclosure/contract.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly profile: ProfileName;
  readonly earlier: string | undefined;
  readonly json: boolean;
  readonly suggest: boolean;
}

/** @returns what is wrong with the command, in words, where anything is. */
export function checkOptions(args: readonly string[]): CheckOptions | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: 'uk-health-10' },
        earlier: { type: 'string' },
        json: { type: 'boolean', default: false },
        suggest: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) return 'name at least one file or folder of outputs';
    const profile = profileNames.find((name) => name === values.profile);
    if (profile === undefined)
      return `--profile must be one of ${profileNames.join(', ')}, got ${JSON.stringify(values.profile)}`;
    return { paths: positionals, profile, earlier: values.earlier, json: values.json, suggest: values.suggest };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
