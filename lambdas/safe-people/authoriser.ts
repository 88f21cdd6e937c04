import * as z from 'zod/mini';
import type { Clock, Door, Instant } from '../workflow/contract.ts';
import type { Person, RegisterStanding } from './contract.ts';
import type { Authorised } from './door-event.ts';
import { personRefusals } from './person-standing.ts';
import type { Signed } from './token-signature.ts';
import { type Expected, type SignIn, tokenVerdict } from './token-verdict.ts';

/** What the register says, read consistently. @throws when it did not answer: then nothing is known. */
export interface Register {
  person(id: string): Promise<Person | undefined>;
  standing(): Promise<RegisterStanding>;
}

export interface AuthoriserPorts {
  readonly clock: Clock;
  readonly register: Register;
  signed(token: string): Promise<Signed>;
  /** A rule's name, for operators; never a token, a name or an id. */
  report(because: string): void;
}

/** Answer of a Lambda authoriser. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
export interface Policy {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [
      { readonly Effect: 'Allow' | 'Deny'; readonly Action: 'execute-api:Invoke'; readonly Resource: string },
    ];
  };
  readonly context: Authorised | Readonly<Record<string, never>>;
}

const asked = z.object({
  type: z.literal('TOKEN'),
  /** One scheme, one space, one token: two headers joined by a comma are none. */
  authorizationToken: z.string().check(z.regex(/^Bearer [A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)),
  /** Of one method at one path; a character that a policy reads as a pattern is nobody's path here. */
  methodArn: z
    .string()
    .check(z.regex(/^arn:[a-z-]+:execute-api:[a-z0-9-]+:[0-9]{12}:[a-z0-9]+\/[A-Za-z0-9_-]+\/[A-Z]+\/[^*?$]*$/)),
});

/**
 * Why a person may not do this one thing; none: they may. Whoever is suspended may still ask at the public door what stands against them and sign
 * out, and nothing else; what a project or a role demands is asked behind the door.
 */
export function doorRefusals(
  { mfa, signedInAt }: SignIn,
  person: Person | undefined,
  register: RegisterStanding,
  operation: string,
  door: Door,
  now: Instant,
): readonly string[] {
  const rules = personRefusals({ person, register, session: { mfa, signedInAt }, now }).map(({ rule }) => rule);
  const spared = door === 'public' ? (reachable.get(operation) ?? []) : [];
  return rules.filter((rule) => !spared.includes(rule));
}

/**
 * Rules that do not keep a person from an operation of the public door: what stands against them may be read, anybody may take away their own
 * sign-ins, and a restored register must be within the reach of the officers who put it into service.
 */
export const reachable: ReadonlyMap<string, readonly string[]> = new Map([
  ['GET/me', ['suspended', 'register']],
  ['POST/sign-out', ['suspended', 'register', 'left']],
  ['POST/register/put-into-service', ['register']],
]);

/**
 * One decision for one method at one path, made anew for each request (the cache is off).
 * @throws `Unauthorized`, which API Gateway answers with 401, where no valid token is shown and wherever anything fails.
 */
export const authorising =
  (door: Door, expected: Expected, { clock, register, signed, report }: AuthoriserPorts) =>
  async (event: unknown): Promise<Policy> => {
    const refuse = (because: string): never => {
      report(because);
      throw new Error('Unauthorized');
    };
    try {
      const read = z.safeParse(asked, event);
      if (!read.success) return refuse('request');
      const { authorizationToken, methodArn } = read.data;
      const signature = await signed(authorizationToken.slice('Bearer '.length));
      if (!signature.ok) return refuse(signature.because);
      const now = clock.now();
      const verdict = tokenVerdict(signature.payload, signature.typ, expected, now);
      if (!verdict.ok) return refuse(verdict.because);
      const { signIn } = verdict;
      const [person, standing] = await Promise.all([register.person(signIn.person), register.standing()]);
      const operation = methodArn.split('/').slice(2).join('/');
      const rules = doorRefusals(signIn, person, standing, operation, door, now);
      for (const rule of rules) report(rule);
      return policy(signIn, methodArn, rules.length === 0, door);
    } catch (error) {
      if (error instanceof Error && error.message === 'Unauthorized') throw error;
      return refuse('failure');
    }
  };

const policy = ({ person, signedInAt, session, mfa }: SignIn, arn: string, allowed: boolean, door: Door): Policy => ({
  principalId: person,
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: allowed ? 'Allow' : 'Deny', Action: 'execute-api:Invoke', Resource: arn }],
  },
  context: allowed ? { person, signedInAt, session, mfa: mfa ? 'true' : 'false', door } : {},
});
