import { projectRoutes } from '../../lambdas/safe-projects/contract.ts';
import { projectTransitions } from '../../lambdas/safe-projects/project-transitions.ts';
import type { StandingWord } from '../../lambdas/safe-projects/project-words.ts';
import { doorVerb } from '../door/door-verb.ts';
import { obey } from '../door/obey.ts';
import { type Book, choose, usageLines } from '../door/routes-as-commands.ts';
import { Stop } from '../door/stop.ts';
import { thisMachine } from '../door/this-machine.ts';

/** Those who decide; the others ask. */
const deciders: readonly StandingWord[] = ['officer', 'any-officer', 'seat', 'chair', 'controller'];

const decisions = new Set<string>(
  projectTransitions
    .filter(({ who }) => who.some((one) => deciders.includes(one)))
    .map(({ command }) => `project-${command}`),
);

const book: Book = {
  verb: 'decide',
  root: 'projects',
  thing: 'project',
  routes: projectRoutes.filter(({ operation }) => decisions.has(operation)),
};

const usage = () => `usage: tre decide <project> <command> [--<field> …] [--file <file>] [--door <address>] [--json]

What officers, the committee and controllers decide about a project. Of a vote, --for, --against and --abstain are short for --vote.
${usageLines(book)}

<instant> is like 2027-03-31T00:00:00.000Z; a day alone means its first instant in UTC. <yaml> is JSON or YAML in one line, such as
'[{id: small-numbers, says: Publish no small numbers}]' or '[]'. --json prints docs/reference/door-commands-schema.json.
Exit status: 0 done, 1 refused or not answered, 2 usage; then nothing was sent.`;

const votes: Readonly<Record<string, string>> = { '--for': 'approve', '--against': 'refuse', '--abstain': 'abstain' };

function spelt(args: readonly string[]): readonly string[] {
  if (args[1] !== 'vote') return args;
  const short = args.filter((one) => Object.hasOwn(votes, one));
  if (short.length > 1) throw new Stop('usage', `a vote is one of ${Object.keys(votes).join(', ')}`);
  return args.flatMap((one) => (Object.hasOwn(votes, one) ? ['--vote', votes[one] ?? ''] : [one]));
}

export const decideIn = (world: typeof thisMachine) =>
  doorVerb(
    {
      name: 'decide',
      usage,
      async run(args, io, at) {
        if (args.filter((one) => !one.startsWith('-')).length === 0)
          throw new Stop('usage', 'name the project and the decision');
        return obey(choose(book, spelt(args)), io, at);
      },
    },
    world,
  );
export const decide = decideIn(thisMachine);
