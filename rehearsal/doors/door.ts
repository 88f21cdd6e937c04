import { strict as assert } from 'node:assert';
import type { Stage } from '../target/stage.ts';
import { physicalIds } from '../target/stored.ts';
import type { DoorKind } from './directory.ts';

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Request {
  readonly door: DoorKind;
  readonly method?: 'GET' | 'POST';
  /** Such as `/people/…/enrol`. */
  readonly path: string;
  /** Whole header, such as `Bearer …`. */
  readonly authorization?: string;
  readonly body?: unknown;
}

/** One request over HTTP, through the API of a door as it is deployed: its authoriser, then the function behind it. */
export async function knock(stage: Stage, request: Request): Promise<Answered> {
  const response = await send(stage, request);
  return answerOf(response.status, await response.text());
}

/** The same, before anybody read what was answered. */
export async function send(
  stage: Stage,
  { door, method, path, authorization, body }: Request,
): Promise<Awaited<ReturnType<typeof fetch>>> {
  const logicalId = door === 'private' ? 'PrivateApi' : 'PublicApi';
  const api = (await physicalIds(stage.clients, `tre-${stage.deployment.id}-gate`)).get(logicalId);
  assert.ok(api, `the ${door} door stands`);
  return fetch(`${stage.access.endpoint}/restapis/${api}/v1/_user_request_${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What was said, where it is JSON; the text, where it is not. */
export function answerOf(status: number, text: string): Answered {
  try {
    return { status, body: text === '' ? {} : JSON.parse(text) };
  } catch {
    return { status, body: { text } };
  }
}

/** Names of the rules that an answer refuses for. */
export const rulesOf = ({ body }: Answered): readonly string[] =>
  ((body.refusals ?? []) as readonly { rule: string }[]).map(({ rule }) => rule);
