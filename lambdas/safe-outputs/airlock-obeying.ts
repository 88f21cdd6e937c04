import type { Answer, Call, Handler, Handlers } from '../safe-people/contract.ts';
import { run } from '../workflow/run.ts';
import type { PersonCommand } from './airlock/airlock-commands.ts';
import { airlockRunnable } from './airlock/airlock-workflow.ts';
import { type AirlockOperation, airlockOperations } from './airlock-bodies.ts';
import type { AirlockPorts } from './airlock-ports.ts';
import { seenBy } from './airlock-reading.ts';
import { hasPart, nowhere, projectOf, readerOf, refused, sessionOf } from './airlock-sight.ts';
import { requestView } from './airlock-views.ts';
import type { AirlockRequest } from './contract.ts';
import { depositedBy } from './deposited.ts';
import { uuidOf } from './uuid-of.ts';
import { Swapped } from './whole-bytes.ts';

type Body = Readonly<Record<string, unknown>> & { readonly commandId?: string };

/** Commands of people. Who gives them is the verified token's, when is the server's; a body that says either is refused by its schema. */
export function airlockObeying(ports: AirlockPorts): Handlers {
  const obey = async (call: Call, id: string, command: PersonCommand, commandId: string): Promise<Answer> => {
    const runnable = airlockRunnable(ports, sessionOf(call));
    const ran = await run(ports, runnable, { id, command, commandId, actor: call.actor });
    return ran.ok ? { status: 200, body: requestView(ran.state, call.actor.id) } : refused(ran.refusals);
  };

  const drafts: Handler = async (call) => {
    const { commandId = ports.id(), ...said } = call.body as Body;
    const reader = await readerOf(ports, call);
    if ('refusals' in reader) return refused(reader.refusals);
    const project = await projectOf(ports, String(said.project));
    if (project === undefined || !hasPart(project, call.actor.id)) return nowhere;
    const command = { ...said, kind: 'draft' } as unknown as PersonCommand;
    return obey(call, uuidOf(`${call.actor.id} ${commandId}`), command, commandId);
  };

  const adds = async (
    request: AirlockRequest,
    { deposit, name, context }: Body,
  ): Promise<PersonCommand | Extract<Answer, { readonly refusals: unknown }>> => {
    const found = await depositedBy(ports, request, String(deposit)).catch((error: unknown) => {
      if (!(error instanceof Swapped)) throw error;
      return { status: 409, refusals: [{ rule: 'same-bytes', says: 'the parts are not what was deposited' }] } as const;
    });
    if (found === undefined) return { status: 404, refusals: [{ rule: 'deposit', says: 'you have no such deposit' }] };
    if ('status' in found) return found;
    return { kind: 'add-file', file: { ...found, name: String(name), context: String(context) } };
  };

  const obeying =
    (kind: Exclude<AirlockOperation, 'draft'>): Handler =>
    async (call) => {
      const seen = await seenBy(ports, call);
      if ('answer' in seen) return seen.answer;
      const { request } = seen;
      const { commandId = ports.id(), ...said } = call.body as Body;
      if (kind !== 'add-file') return obey(call, request.id, { ...said, kind } as unknown as PersonCommand, commandId);
      if (request.requester !== call.actor.id) {
        return refused([{ rule: 'who', says: 'only whoever made the request may' }]);
      }
      const command = await adds(request, said);
      return 'kind' in command ? obey(call, request.id, command, commandId) : command;
    };

  return Object.fromEntries(
    airlockOperations.map((kind) => [`airlock-${kind}`, kind === 'draft' ? drafts : obeying(kind)]),
  );
}
