import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { sessionFiles, stateFolder } from './session-files.ts';
import { terminalOf } from './terminal.ts';
import type { World } from './world.ts';

export const thisMachine = (): World => ({
  env: process.env,
  fetch: (url, request) => fetch(url, request),
  now: () => new Date(),
  pause: (milliseconds, signal) => pause(milliseconds, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
  id: randomUUID,
  terminal: terminalOf(process.stdin, process.stderr),
  stdoutIsTerminal: process.stdout.isTTY === true,
  stdin: async () => (process.stdin.isTTY ? undefined : text(process.stdin)),
  sessions: sessionFiles(stateFolder(process.env)),
  // The SDK is loaded when it is needed: most commands use a token that they have.
  directory: (region) =>
    (require('./directory-cognito.ts') as typeof import('./directory-cognito.ts')).cognitoDirectory(region),
  onInterrupt(act) {
    process.on('SIGINT', act);
    return () => process.off('SIGINT', act);
  },
});
