import type { Route } from '../../lambdas/safe-people/contract.ts';
import { Application, Draft, faultsOf, projectIdPattern } from '../../lambdas/safe-projects/application.ts';
import { projectRoutes } from '../../lambdas/safe-projects/contract.ts';
import { bodyProblems, objectIn } from '../door/body.ts';
import { type Answered, type Caller, callerOf } from '../door/call.ts';
import { commonOptions, doorVerb, optionsIn, print } from '../door/door-verb.ts';
import { sessionFor } from '../door/sessions.ts';
import { shown } from '../door/shown.ts';
import { Stop } from '../door/stop.ts';
import { thisMachine } from '../door/this-machine.ts';

const usage = () => `usage: tre apply <project> --file <file> [--draft] [--door <address>] [--json]
       tre apply --file <file> --check

Applies for a project: names every problem of the application at once, writes the draft, or revises what stands, and submits it.
  --file     the application, JSON or YAML; docs/how-to/application.yaml is one
  --draft    keeps it a draft, which may lack parts
  --check    looks at the file and sends nothing
<project> is the id that you choose: ${projectIdPattern}. --json prints docs/reference/door-commands-schema.json.
Exit status: 0 done, 1 refused or not answered, 2 usage or problems of the file; then nothing was sent.`;

const routeOf = (operation: string): Route => {
  const found = projectRoutes.find((route) => route.operation === operation);
  if (found === undefined) throw new Error(`there is no operation ${operation}`);
  return found;
};

/** @throws Stop with every problem, where it is read as a whole application or, with `draft`, as a part of one. */
function applicationIn(file: string, draft: boolean): Answered {
  const application = objectIn(file);
  const problems = bodyProblems(draft ? Draft : Application, application, (field) => `${file}: ${field}`);
  const contradictions =
    draft || problems.length > 0 ? [] : faultsOf(application as Draft).map((fault) => `${file}: ${fault}`);
  const all = [...problems, ...contradictions];
  if (all.length > 0) throw new Stop('usage', `nothing was sent:\n${all.map((one) => `  ${one}`).join('\n')}`);
  return application;
}

/** Whether there is something of this id that whoever asks may see. */
async function stands(caller: Caller, project: string): Promise<boolean> {
  try {
    await caller.call(routeOf('project'), { path: { project } });
    return true;
  } catch (error) {
    if (error instanceof Stop && error.details.status === 404) return false;
    throw error;
  }
}

export const applyIn = (world: typeof thisMachine) =>
  doorVerb(
    {
      name: 'apply',
      usage,
      async run(args, io, at) {
        const [project] = args[0]?.startsWith('-') === false ? args : [];
        const rest = project === undefined ? args : args.slice(1);
        const { door, json, file, draft, check } = optionsIn(rest, {
          ...commonOptions,
          file: { type: 'string' },
          draft: { type: 'boolean', default: false },
          check: { type: 'boolean', default: false },
        });
        if (file === undefined) throw new Stop('usage', '--file must name the application');
        const application = applicationIn(file, draft);
        if (check) {
          if (json) print(io, { problems: [] });
          else io.stdout(`${file}: ${draft ? 'a draft without a fault' : 'complete'}\n`);
          return 0;
        }
        if (project === undefined || !new RegExp(projectIdPattern).test(project))
          throw new Stop('usage', `name the project, whose id must match ${projectIdPattern}`);
        const caller = callerOf(sessionFor('public', door, at), at);
        const send = (operation: string, body: Answered = {}) =>
          caller.call(routeOf(operation), { path: { project }, body: { ...body, commandId: at.id() } });
        let answer = await send((await stands(caller, project)) ? 'project-revise' : 'project-draft', { application });
        if (!draft) answer = await send('project-submit');
        if (json) print(io, answer);
        else io.stdout(shown(routeOf('project').answers, answer));
        return 0;
      },
    },
    world,
  );
export const apply = applyIn(thisMachine);
