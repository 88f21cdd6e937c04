import { projectPartition } from '../safe-projects/contract.ts';
import { historyPartition, type Refusal } from '../workflow/contract.ts';
import {
  type Answer,
  type Call,
  type Demand,
  effectiveAccess,
  type Handlers,
  hasRole,
  noticePartition,
  officers,
  type ProjectStanding,
  personPartition,
  personRefusals,
  registerStanding,
  roleRefusals,
  roles,
} from './contract.ts';
import { everyOne } from './every-one.ts';
import { commandPerson, commandRegister, type PeoplePorts } from './people.ts';
import { eventView, noticeView, personView, summaryView } from './people-views.ts';
import { type bodies, commandKinds, commandOf } from './person-bodies.ts';
import type { PersonState } from './person-record.ts';

export interface HandlerPorts extends PeoplePorts {
  readonly demands: readonly Demand[];
  /** A new id that nobody can guess. */
  id(): string;
}

/** Refusals that are about who asks; the others are about what is asked for. */
const aboutWho: readonly string[] = [
  ...['who', 'not-oneself', 'read-only', 'role', 'suspended', 'left', 'register', 'person', 'second-factor'],
  'signed-out',
];

const refused = (refusals: readonly Refusal[]): Answer => ({
  status: refusals.some(({ rule }) => aboutWho.includes(rule)) ? 403 : 409,
  refusals,
});

const nowhere: Answer = { status: 404, refusals: [{ rule: 'person', says: 'there is no such person' }] };

const daysOfNotices = 120;
const mostNotices = 200;

/** What stands behind every route about people, at either door. The role that a route needs is looked up here, never in the token. */
export function peopleHandlers(ports: HandlerPorts): Handlers {
  const { store, table, demands } = ports;
  const personOf = async (id: string) =>
    (await store.get({ partition: personPartition, sort: id }))?.body as PersonState | undefined;
  const questionOf = async ({ actor, mfa, now }: Call) => {
    const [person, register] = await Promise.all([personOf(actor.id), registerStanding(store, table)]);
    return { person, register, now, session: { signedInAt: actor.signedInAt, mfa } };
  };
  /** Readers of everybody: officers and assessors. Of themselves: whoever is signed in, suspended or not. */
  const mayRead = async (call: Call, of?: string): Promise<readonly Refusal[]> => {
    const question = await questionOf(call);
    const own = of === call.actor.id;
    return own
      ? personRefusals(question).filter(({ rule }) => !['suspended', 'left', 'register'].includes(rule))
      : roleRefusals(question, ['operator', 'assessor']);
  };
  const notices = async (to: string, now: string) => {
    const after = new Date(Date.parse(now) - daysOfNotices * 86_400_000).toISOString();
    return (await everyOne(store, noticePartition(to), after)).slice(-mostNotices).map(noticeView);
  };
  const asking = ({ actor, mfa, body }: Call) => ({
    actor,
    session: { signedInAt: actor.signedInAt, mfa },
    commandId: (body as { readonly commandId?: string }).commandId ?? ports.id(),
  });
  const command = (kind: keyof typeof bodies, of: (call: Call) => string | undefined) => async (call: Call) => {
    const id = of(call);
    if (id === undefined) return nowhere;
    const ran = await commandPerson(ports, id, commandOf(kind, call.body), asking(call));
    // An old command is not decided anew, and shows the record as it is now: to whom may read it now.
    const refusals = ran.ok && ran.replayed ? await mayRead(call, id) : [];
    if (refusals.length > 0) return refused(refusals);
    // As it is after the command: what began with it began after the request came.
    return ran.ok ? ({ status: 200, body: personView(ran.state, ports.clock.now()) } as const) : refused(ran.refusals);
  };

  return {
    async me(call) {
      const { now, actor } = call;
      const question = await questionOf(call);
      const { person } = question;
      const reasons = personRefusals(question);
      // An ended sign-in, or one without a second factor, reads nothing, not even about itself.
      if (reasons.some(({ rule }) => rule === 'signed-out' || rule === 'second-factor')) return refused(reasons);
      const projects = (await everyOne(store, projectPartition)).map(({ body }) => body as unknown as ProjectStanding);
      const mine = projects.filter(({ members }) => members.some((one) => one.person === actor.id));
      const held = person === undefined ? [] : roles.filter((role) => hasRole(person, role, now));
      const officer = roleRefusals(question, ['operator']).length === 0;
      const told = [...(await notices(actor.id, now)), ...(officer ? await notices(officers, now) : [])];
      return {
        status: 200,
        body: {
          register: question.register,
          ...(person === undefined ? {} : { person: personView(person, now) }),
          roles: held,
          reasons,
          access: mine.map((project) => {
            const access = effectiveAccess({ ...question, project, demands });
            return {
              project: project.id,
              reasons: [],
              ...access,
              ...(access.allowed ? {} : { reasons: access.refusals }),
            };
          }),
          notices: told.sort((a, b) => (a.at < b.at ? -1 : 1)),
        },
      };
    },

    async people(call) {
      const refusals = await mayRead(call);
      if (refusals.length > 0) return refused(refusals);
      const { after } = call.parameters;
      const page = await store.list(personPartition, { limit: 100, ...(after === undefined ? {} : { after }) });
      return {
        status: 200,
        body: {
          people: page.items.map(({ body }) => summaryView(body as unknown as PersonState, call.now)),
          ...(page.next === undefined ? {} : { next: page.next }),
        },
      };
    },

    async person(call) {
      const { person: id = '' } = call.parameters;
      const refusals = await mayRead(call, id);
      if (refusals.length > 0) return refused(refusals);
      const person = await personOf(id);
      return person === undefined ? nowhere : { status: 200, body: personView(person, call.now) };
    },

    async 'person-history'(call) {
      const { person: id = '', after } = call.parameters;
      const refusals = await mayRead(call, id);
      if (refusals.length > 0) return refused(refusals);
      const page = { limit: 100, ...(after === undefined ? {} : { after }) };
      const { items, next } = await store.list(historyPartition(personPartition, id), page);
      return { status: 200, body: { events: items.map(eventView), ...(next === undefined ? {} : { next }) } };
    },

    'sign-out': command('sign-out', ({ actor }) => actor.id),
    ...Object.fromEntries(
      commandKinds.map((kind) => [`person-${kind}`, command(kind, ({ parameters }) => parameters.person)]),
    ),

    async 'put-register-into-service'(call) {
      const ran = await commandRegister(ports, { kind: 'put-into-service' }, asking(call));
      if (!ran.ok) return refused(ran.refusals);
      const step = ran.state.confirmed === undefined ? 'proposed' : 'confirmed';
      return { status: 200, body: { register: await registerStanding(store, table), step } };
    },
  };
}
