import { projectRoutes } from '../../lambdas/safe-projects/contract.ts';
import { doorVerb } from '../door/door-verb.ts';
import { obey } from '../door/obey.ts';
import { type Book, choose, usageLines } from '../door/routes-as-commands.ts';
import { thisMachine } from '../door/this-machine.ts';

const book: Book = { verb: 'project', root: 'projects', thing: 'project', routes: projectRoutes };

const usage =
  () => `usage: tre project [<project> [<command>]] [--<field> …] [--file <file>] [--door <address>] [--json]

Projects: which there are, how far each is, and everything that can be asked of one. tre apply and tre decide are shorter for the most of it.
${usageLines(book)}

<instant> is like 2027-03-31T00:00:00.000Z; a day alone means its first instant in UTC. <yaml> is JSON or YAML in one line, such as
'{kind: extension, ends: 2028-01-31}'; what is longer comes from a file. Every command may have a --command-id: sent again with the same
one, it is obeyed once. --json prints the answer as docs/reference/door-commands-schema.json has it.
Exit status: 0 done, 1 refused or not answered, 2 usage; then nothing was sent.`;

export const projectIn = (world: typeof thisMachine) =>
  doorVerb({ name: 'project', usage, run: (args, io, at) => obey(choose(book, args), io, at) }, world);
export const project = projectIn(thisMachine);
