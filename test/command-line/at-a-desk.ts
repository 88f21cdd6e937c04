import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cognitoDirectory } from '../../bin/door/directory-cognito.ts';
import { sessionFiles } from '../../bin/door/session-files.ts';
import type { World } from '../../bin/door/world.ts';
import { applyIn } from '../../bin/verbs/apply.ts';
import { decideIn } from '../../bin/verbs/decide.ts';
import { peopleIn } from '../../bin/verbs/people.ts';
import { projectIn } from '../../bin/verbs/project.ts';
import { queryIn } from '../../bin/verbs/query.ts';
import { signInIn } from '../../bin/verbs/sign-in.ts';
import { signOutIn } from '../../bin/verbs/sign-out.ts';
import { clients, issuer } from '../safe-people/gate-harness.ts';
import type { Deployment } from './door-server.ts';
import { totp } from './fake-directory.ts';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Desk {
  readonly folder: string;
  /** What the terminal showed. */
  readonly screen: string[];
  /** Answers to what is asked next, before the usual ones. */
  readonly typing: string[];
  readonly env: Record<string, string>;
  /** Standard input of the next command. */
  input: string | undefined;
  terminal: boolean;
  interrupt: () => void;
  /** Called at every pause in place of waiting. */
  paused: () => void;
  tre(...args: readonly string[]): Promise<Ran>;
  signIn(door?: 'public' | 'private'): Promise<Ran>;
  close(): void;
}

/** Of commands: no two of a test, whoever gives them. */
let ids = 0;

/**
 * One person at a machine of their own: the commands as they are, real requests over HTTP, real files; typing, pauses and the clock are the test's.
 */
export function atADesk(place: Deployment, person: string): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'tre-desk-'));
  const account = place.directory.accounts.find(({ sub }) => sub === person) ?? place.account(person);
  const typed = (question: string): string => {
    desk.screen.push(question);
    const next = desk.typing.shift();
    if (next !== undefined) return next;
    if (question.startsWith('address')) return account.address;
    return question.startsWith('code') ? totp(account.secret ?? '', new Date(place.time.at)) : account.password;
  };
  const world = (): World => ({
    env: desk.env,
    fetch: (url, request) => fetch(url, request),
    now: () => new Date(place.time.at),
    async pause() {
      desk.paused();
    },
    random: () => 0.5,
    id: () => `${person}-${String(ids++).padStart(8, '0')}`,
    terminal: {
      present: desk.terminal,
      ask: async (question) => typed(question),
      askSecret: async (question) => typed(question),
      show: (text) => desk.screen.push(text),
    },
    stdoutIsTerminal: false,
    async stdin() {
      const { input } = desk;
      desk.input = undefined;
      return input;
    },
    sessions: sessionFiles(join(folder, 'tre')),
    directory: (region) => cognitoDirectory(region),
    onInterrupt(act) {
      desk.interrupt = act;
      return () => {
        desk.interrupt = () => {};
      };
    },
  });
  const verbs = {
    apply: applyIn(world),
    decide: decideIn(world),
    people: peopleIn(world),
    project: projectIn(world),
    query: queryIn(world),
    'sign-in': signInIn(world),
    'sign-out': signOutIn(world),
  };
  const desk: Desk = {
    folder,
    screen: [],
    typing: [],
    env: {},
    input: undefined,
    terminal: true,
    interrupt: () => {},
    paused: () => {},
    async tre(name = '', ...args) {
      const verb = Object.entries(verbs).find(([key]) => key === name)?.[1];
      if (verb === undefined) throw new Error(`there is no command ${name}`);
      const out = { stdout: '', stderr: '' };
      const before = process.env.AWS_ENDPOINT_URL;
      process.env.AWS_ENDPOINT_URL = place.address;
      try {
        const status = await verb.run(args, {
          stdout: (text) => {
            out.stdout += text;
          },
          stderr: (text) => {
            out.stderr += text;
          },
          today: () => new Date(place.time.at).toISOString().slice(0, 10),
        });
        return { status, ...out };
      } finally {
        if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
        else process.env.AWS_ENDPOINT_URL = before;
      }
    },
    signIn: (door = 'public') =>
      desk.tre(
        'sign-in',
        ...['--door', place.doors[door], '--issuer', issuer, '--client', clients[door], '--user', account.address],
        ...(door === 'private' ? ['--private'] : []),
      ),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  return desk;
}
