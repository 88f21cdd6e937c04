import { asOneFile } from './as-one-file.ts';
import { commit, version } from './commit.ts';
import { endWith, runVerb } from './run-verb.ts';
import type { Verb } from './verbs/verb.ts';

interface Entry {
  readonly summary: string;
  /** Loaded when it is asked for: SDK clients and an emulator's front take a second that `validate` does not need. */
  load(): Verb;
}

const verbs: Readonly<Record<string, Entry>> = {
  init: {
    summary: 'write a first deployment file',
    load: () => (require('./verbs/init.ts') as typeof import('./verbs/init.ts')).init,
  },
  validate: {
    summary: 'name every problem of deployment files, and what soon lapses',
    load: () => (require('./verbs/validate.ts') as typeof import('./verbs/validate.ts')).validate,
  },
  evidence: {
    summary: 'write the evidence pack of each deployment file',
    load: () => (require('./verbs/evidence.ts') as typeof import('./verbs/evidence.ts')).evidence,
  },
  can: {
    summary: 'ask templates who can do what to which resource',
    load: () => (require('./verbs/can.ts') as typeof import('./verbs/can.ts')).can,
  },
  audit: {
    summary: 'run every rule over CloudFormation templates of anybody',
    load: () => (require('./verbs/audit.ts') as typeof import('./verbs/audit.ts')).audit,
  },
  preflight: {
    summary: 'ask the target account, read-only, what would fail',
    load: () => (require('./verbs/preflight.ts') as typeof import('./verbs/preflight.ts')).preflight,
  },
  rehearse: {
    summary: 'deploy, use, update and remove each deployment on a local AWS emulator',
    load: () => (require('./verbs/rehearse.ts') as typeof import('./verbs/rehearse.ts')).rehearse,
  },
  check: {
    summary: 'say of outputs what the airlock would say, on this machine',
    load: () => (asOneFile(require.resolve('./check-alone.ts')) as typeof import('./check-alone.ts')).check,
  },
  'sign-in': {
    summary: 'sign in to a door of an environment',
    load: () => (require('./verbs/sign-in.ts') as typeof import('./verbs/sign-in.ts')).signIn,
  },
  'sign-out': {
    summary: 'end sign-ins',
    load: () => (require('./verbs/sign-out.ts') as typeof import('./verbs/sign-out.ts')).signOut,
  },
  apply: {
    summary: 'apply for a project',
    load: () => (require('./verbs/apply.ts') as typeof import('./verbs/apply.ts')).apply,
  },
  decide: {
    summary: 'decide about a project, as officer, committee or controller',
    load: () => (require('./verbs/decide.ts') as typeof import('./verbs/decide.ts')).decide,
  },
  people: {
    summary: 'look at the register of people, and change it',
    load: () => (require('./verbs/people.ts') as typeof import('./verbs/people.ts')).people,
  },
  project: {
    summary: 'look at projects, and ask anything of one',
    load: () => (require('./verbs/project.ts') as typeof import('./verbs/project.ts')).project,
  },
  query: {
    summary: "ask a question of a project's extract",
    load: () => (require('./verbs/query.ts') as typeof import('./verbs/query.ts')).query,
  },
  outputs: {
    summary: 'see what the airlock has of a project, fetch releases, bring files in',
    load: () => (require('./verbs/outputs.ts') as typeof import('./verbs/outputs.ts')).outputs,
  },
};

const usage = `usage: tre <command> [options]

${Object.entries(verbs)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}

tre <command> --help tells more. Exit status: 0 fine, 1 findings or refusal, 2 usage, 3 something was skipped (rehearse) or is for people to
judge (check).
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--version') {
    process.stdout.write(`${version}, commit ${commit()}\n`);
    return 0;
  }
  const entry = name === undefined || !Object.hasOwn(verbs, name) ? undefined : verbs[name];
  if (entry === undefined) {
    const asked = name === '--help' || name === '-h' || name === 'help';
    (asked ? process.stdout : process.stderr).write(
      name === undefined || asked ? usage : `tre: there is no command ${JSON.stringify(name)}\n\n${usage}`,
    );
    return asked ? 0 : 2;
  }
  return runVerb(entry.load(), args);
}

endWith(main(process.argv.slice(2)));
