import { join } from 'node:path';
import { type Ended, runToEnd } from './running-process.ts';

const root = join(__dirname, '..');

/** The pinned CDK command line, as somebody who deploys would call it. */
export interface Cdk {
  /** @param app folder of a cloud assembly, here and below; without one the CDK would synthesise first */
  bootstrap(app: string, account: string, region: string, options: readonly string[]): Promise<Ended>;
  deploy(app: string, stacks?: readonly string[]): Promise<Ended>;
  destroy(app: string, stacks: readonly string[]): Promise<Ended>;
}

/** @param home CDK's own folder; the one of the user remembers accounts by access key, and all rehearsals share one key. */
export function cdk(env: NodeJS.ProcessEnv, home: string): Cdk {
  const run = (args: readonly string[], seconds: number) =>
    runToEnd(
      process.execPath,
      [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args, '--ci', '--no-notices', '--no-version-reporting'],
      { env: { ...env, CDK_HOME: home, CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1' }, cwd: root, seconds },
    );
  return {
    bootstrap: (app, account, region, options) =>
      run(['bootstrap', `aws://${account}/${region}`, '--app', app, ...options], 90),
    deploy: (app, stacks = ['--all']) =>
      run(['deploy', ...stacks, '--app', app, '--require-approval', 'never', '--progress', 'events'], 300),
    destroy: (app, stacks) => run(['destroy', ...stacks, '--app', app, '--force'], 180),
  };
}

/** What went wrong, in the words of the command line, without the events around it. */
export function complaint({ status, output }: Ended): string {
  if (status === 'time-limit') return `not done within its time limit; the last words were: ${lastLines(output, 3)}`;
  const lines = output
    .split('\n')
    .filter((line) => /CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED|❌|Error|denied/i.test(line));
  return lines.length > 0
    ? [...new Set(lines.map((line) => line.trim()))].slice(0, 12).join('\n')
    : lastLines(output, 8);
}

const lastLines = (output: string, count: number): string => output.trim().split('\n').slice(-count).join('\n');
