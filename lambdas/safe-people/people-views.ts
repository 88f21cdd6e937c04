import type { EventRecord, Instant, Item } from '../workflow/contract.ts';
import { nameOf } from './person-authority.ts';
import type { PersonState } from './person-record.ts';
import { personStateAt } from './person-transitions.ts';

/** What is told of stored things. The door sends only what the route declares; here is nothing but the names. */
export const summaryView = (person: PersonState, now: Instant) => ({
  id: person.id,
  name: person.name,
  email: person.email,
  organisation: person.organisation,
  state: personStateAt(person, now),
});

export const personView = (person: PersonState, now: Instant) => ({ ...person, ...summaryView(person, now) });

export const noticeView = ({ sort, body }: Item) => ({ ...body, at: sort.slice(0, sort.indexOf('#')) });

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** One event of a history, without what it says of names and addresses. */
export function eventView({ body }: Item) {
  const { at, actor, kind, data } = (body as unknown as { readonly record: EventRecord }).record;
  const credential =
    typeof data.credential === 'object' ? (data.credential as { readonly id?: unknown }).id : undefined;
  const known = {
    thing: text(data.role) ?? text(credential) ?? text(data.credential) ?? text(data.suspension),
    because: text(data.because),
    expires: text(data.expires),
    evidence: text(data.evidence),
  };
  return {
    at,
    by: nameOf(actor),
    kind,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
}
