import { peopleRoutes } from '../../lambdas/safe-people/contract.ts';
import { doorVerb } from '../door/door-verb.ts';
import { obey } from '../door/obey.ts';
import { type Book, choose, usageLines } from '../door/routes-as-commands.ts';
import { thisMachine } from '../door/this-machine.ts';

const book: Book = {
  verb: 'people',
  root: 'people',
  thing: 'person',
  routes: peopleRoutes.filter(({ operation }) => operation !== 'sign-out'),
};

const usage = () => `usage: tre people [<person> [<command>]] [--<field> …] [--file <file>] [--door <address>] [--json]

The register of people: who is in it, what they hold, until when. <person> is the id that sign-in shows.
${usageLines(book)}

<instant> is like 2027-03-31T00:00:00.000Z; a day alone means its first instant in UTC. Fields come from options, or from a file of
JSON or YAML. Every command may have a --command-id: sent again with the same one, it is obeyed once.
--json prints the answer as docs/reference/door-commands-schema.json has it.
Exit status: 0 done, 1 refused or not answered, 2 usage; then nothing was sent.`;

export const peopleIn = (world: typeof thisMachine) =>
  doorVerb({ name: 'people', usage, run: (args, io, at) => obey(choose(book, args), io, at) }, world);
export const people = peopleIn(thisMachine);
