import * as z from 'zod/mini';
import type { PersonCommand } from './person-record.ts';
import { roles } from './roles.ts';

/**
 * What a request about a person may say; who asks and when is never in it. Texts are one line, without control characters or the invisible
 * ones that turn text around: they are read by officers who decide.
 */
export const idPattern = '[A-Za-z0-9-]{8,64}';
export const personId = z.string().check(z.regex(new RegExp(`^${idPattern}$`)));

const line = (longest: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(longest),
      z.regex(/^[ -~\u00a0-\u00ac\u00ae-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ufefe\uff00-\ufffd]*$/),
    );

/** Compared as text, so there is one way to write it, and it must be an instant. */
export const instant = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  z.refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text),
);

const scheme = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/));
/** Id of something within a person, such as `suspension-3`. */
const part = z.string().check(z.regex(/^[a-z]+-\d{1,6}$/));
const evidence = line(300);

export const details = {
  name: line(120),
  email: z
    .string()
    .check(z.maxLength(254), z.regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/)),
  organisation: z.string().check(z.regex(/^[A-Z0-9]{3,10}$/)),
};

/** Of the same id the same is obeyed once, however often it is sent. Absent: sent again, it is another command. */
const commandId = z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)));
const body = <Shape extends Record<string, z.ZodMiniType>>(shape: Shape) => z.strictObject({ ...shape, commandId });

export const bodies = {
  enrol: body(details),
  'correct-details': body(details),
  'record-credential': body({
    type: z.enum(['accreditation', 'training', 'agreement']),
    scheme,
    number: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9/. -]{0,59}$/)),
    evidence,
    from: instant,
    expires: instant,
  }),
  'withdraw-credential': body({ credential: part }),
  'propose-role': body({ role: z.enum(roles), expires: instant }),
  'confirm-role': body({ role: z.enum(roles), expires: instant }),
  'revoke-role': body({ role: z.enum(roles) }),
  suspend: body({ because: z.enum(['incident', 'officer-decision', 'leaver']) }),
  'lift-suspension': body({ suspension: part, evidence }),
  'sign-out': body({}),
  leave: body({}),
};

export const commandKinds = Object.keys(bodies) as readonly (keyof typeof bodies)[];

/** The command that a body asks for. @throws where the body is not one of its kind: the door has checked it before. */
export function commandOf(kind: keyof typeof bodies, text: unknown): PersonCommand {
  if (kind === 'record-credential') {
    const { commandId: _, type, ...rest } = z.parse(bodies[kind], text);
    return { kind, credential: { kind: type, ...rest } };
  }
  const { commandId: _, ...rest } = z.parse(bodies[kind], text);
  return { kind, ...rest } as PersonCommand;
}
