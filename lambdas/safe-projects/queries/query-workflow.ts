import type { Decision, Instant, Moment, Workflow } from '../../workflow/contract.ts';
import { type Floor, longestQueue, nextInTurn } from './floor.ts';
import { hasRoom, type MonthAllowance } from './month-allowance.ts';
import { isOver, type QueryCommand, type QueryEffect, type QueryEvent, type QueryRecord } from './query-record.ts';

/** What a decision reads besides the query: both change in the same transaction. */
export interface QueryFacts {
  readonly floor: Floor;
  readonly floorVersion: number;
  readonly allowance: MonthAllowance;
  readonly allowanceVersion: number;
  readonly pagesVersion: number;
  readonly executionVersion: number;
  /** Queries of the whole deployment that may be with Athena at once. */
  readonly atOnce: number;
}

type Decided = Decision<QueryEvent, QueryEffect>;

const yes = (...events: readonly QueryEvent[]): Decided => ({ ok: true, events, effects: [] });
const no = (rule: string, says: string): Decided => ({ ok: false, refusals: [{ rule, says }] });

/** Allowed states of each command but `ask`, whose query does not exist yet. */
export const commandsIn: Readonly<Record<QueryRecord['state'], readonly QueryCommand['kind'][]>> = {
  waiting: ['take-place', 'end'],
  starting: ['hold', 'started', 'over'],
  running: ['end', 'over'],
  succeeded: ['read-rows', 'send-results'],
  failed: [],
  cancelled: [],
  stopped: [],
};

function asked(command: QueryCommand & { readonly kind: 'ask' }, { floor, allowance }: QueryFacts): Decided {
  const { means, month: _, ...event } = command;
  const own = [...floor.waiting, ...floor.active].filter(
    ({ project, person }) => project === command.project && person === command.person,
  );
  if (own.length >= means.queriesAtOnce) {
    return no(
      'queries-at-once',
      `${own.length} of your queries wait or run, the most is ${means.queriesAtOnce}; let one end`,
    );
  }
  if (floor.waiting.length >= longestQueue) {
    return no('queue', `${floor.waiting.length} queries wait already; ask again later`);
  }
  if (!hasRoom(allowance, means.bytesPerQuery, means.bytesPerMonth)) {
    return no('allowance', "the project's allowance of this month has no room for another query; ask for an amendment");
  }
  return yes({ ...event, kind: 'asked' });
}

function onQuery(state: QueryRecord, command: QueryCommand, now: Instant, facts: QueryFacts): Decided {
  const whose = { project: state.project, person: state.person };
  const { textHash, fingerprint, reserved = 0 } = state;
  switch (command.kind) {
    case 'ask':
      return no('state', 'the query exists already');
    case 'take-place': {
      const { means, month, skipping } = command;
      if (facts.floor.active.length >= facts.atOnce) return no('room', 'all places are taken');
      if (nextInTurn(facts.floor, skipping, now)?.query !== state.id) return no('turn', 'another query is next');
      if (!hasRoom(facts.allowance, means.bytesPerQuery, means.bytesPerMonth)) {
        return no('allowance', "the project's allowance of this month has no room for another query");
      }
      return yes({ ...whose, kind: 'place-taken', month, reserved: means.bytesPerQuery });
    }
    case 'hold':
      return yes({ ...whose, kind: 'held', until: command.until });
    case 'started':
      return yes({ ...whose, kind: 'started', execution: command.execution });
    case 'end': {
      const { as, because } = command;
      if (state.state === 'waiting')
        return yes({ ...whose, kind: 'ended', as, because, bytes: 0, textHash, fingerprint });
      // Who ended it first stays written: a stop is not turned into a person's own wish.
      return state.ending === undefined ? yes({ ...whose, kind: 'ending', as, because }) : yes();
    }
    case 'over': {
      const { bytes = reserved } = command;
      // Athena says no more than that it was cancelled, which a limit of the workgroup does as well.
      const { as, because } =
        command.as === 'cancelled'
          ? (state.ending ?? { as: 'stopped', because: command.because ?? 'athena' })
          : command;
      const why = because === undefined ? {} : { because };
      return yes({ ...whose, kind: 'ended', as, ...why, bytes, textHash, fingerprint });
    }
    case 'read-rows': {
      const { reader, rows, page } = command;
      return yes({ ...whose, kind: 'rows-read', reader, rows, first: page === undefined });
    }
    case 'send-results': {
      const { sender, deposit, rows, bytes, sha256 } = command;
      return yes({ ...whose, kind: 'results-sent', sender, deposit, rows, bytes, sha256 });
    }
  }
}

export const queryWorkflow: Workflow<QueryRecord, QueryCommand, QueryEvent, QueryEffect, QueryFacts> = {
  name: 'query',
  decide(state, command, { now }, facts) {
    if (state === undefined) {
      return command.kind === 'ask' ? asked(command, facts) : no('query', 'there is no such query');
    }
    if (command.kind !== 'ask' && !commandsIn[state.state].includes(command.kind)) {
      return no('state', `the query is ${state.state}${isOver(state) ? ' and over' : ''}`);
    }
    return onQuery(state, command, now, facts);
  },
  evolve(state, event, { now }: Moment) {
    if (event.kind === 'asked') {
      const { kind: _, query, ...rest } = event;
      return { ...rest, id: query, state: 'waiting', askedAt: now, starts: 0, rowsRead: 0 };
    }
    if (state === undefined) throw new Error(`${event.kind} before the query was asked`);
    switch (event.kind) {
      case 'place-taken':
        return {
          ...state,
          state: 'starting',
          startedAt: now,
          starts: state.starts + 1,
          month: event.month,
          reserved: event.reserved,
        };
      case 'held': {
        const { month: _, reserved: __, startedAt: ___, ...rest } = state;
        return { ...rest, state: 'waiting' };
      }
      case 'started':
        return { ...state, state: 'running', execution: event.execution };
      case 'ending':
        return { ...state, ending: { as: event.as, because: event.because } };
      case 'ended': {
        const { reserved: _, ending: __, ...rest } = state;
        const why = event.because === undefined ? {} : { because: event.because };
        return { ...rest, state: event.as, ...why, bytesRead: event.bytes, endedAt: now };
      }
      case 'rows-read':
        return { ...state, rowsRead: state.rowsRead + event.rows, rows: state.rowsRead + event.rows };
      // Nobody has read them yet: what becomes of them is the airlock's to say.
      case 'results-sent':
        return { ...state };
    }
  },
};
