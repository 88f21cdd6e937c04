import type { Unanswered } from '../answer.ts';

const denials =
  /^(Client\.)?(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|AuthorizationError|AuthorizationErrorException|NotAuthorized|NotAuthorizedException)$/;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Tells a missing permission from everything else that can go wrong. AWS's own words follow, for they name the policy that denies. */
export function refusal(action: string, error: unknown): Unanswered {
  const name = nameOf(error);
  const words = messageOf(error).replace(/\s+Deserialization error: to see the raw response.*/s, '');
  const message = `${name === '' || name === 'Error' ? '' : `${name}: `}${words}`.replaceAll(/\s+/g, ' ').slice(0, 500);
  return { kind: denials.test(name) ? 'denied' : 'failed', action, message };
}

/** Some services say "there is none" with an error; by name, or by words where a denial has the same name. */
export async function orNone<Value>(
  asking: Promise<Value>,
  ...none: readonly (string | RegExp)[]
): Promise<Value | undefined> {
  try {
    return await asking;
  } catch (error) {
    const says = (one: string | RegExp) =>
      typeof one === 'string' ? one === nameOf(error) : one.test(messageOf(error));
    if (none.some(says)) return undefined;
    throw error;
  }
}
