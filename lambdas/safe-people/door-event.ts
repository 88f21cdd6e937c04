import * as z from 'zod/mini';

const names = z.optional(z.nullable(z.record(z.string(), z.string())));
const lists = z.optional(z.nullable(z.record(z.string(), z.array(z.string()))));

/**
 * What a door reads of the event that API Gateway sends a function, and nothing else: not the raw path, not a header that says who asks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const doorEvent = z.object({
  /** Template of the path, such as `/people/{person}`, as it was deployed. */
  resource: z.string(),
  httpMethod: z.string(),
  pathParameters: names,
  multiValueQueryStringParameters: lists,
  multiValueHeaders: lists,
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.object({
    requestId: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)),
    authorizer: z.optional(z.nullable(z.unknown())),
  }),
});
export type DoorEvent = z.infer<typeof doorEvent>;

/** Pattern of a person's id, which is the subject of the identity provider. */
export const personPattern = '[A-Za-z0-9-]{8,64}';

export const instantPattern = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z';

/** What the authoriser says of a verified token; API Gateway passes text only. */
export const authorised = z.object({
  person: z.string().check(z.regex(new RegExp(`^${personPattern}$`))),
  signedInAt: z.string().check(z.regex(new RegExp(`^${instantPattern}$`))),
  session: z.string().check(z.regex(/^[\x21-\x7e]{1,128}$/)),
  mfa: z.enum(['true', 'false']),
  door: z.enum(['private', 'public']),
});
export type Authorised = z.infer<typeof authorised>;

/** Every value of a header, whatever its case. */
export const headerOf = ({ multiValueHeaders }: DoorEvent, name: string): readonly string[] =>
  Object.entries(multiValueHeaders ?? {}).flatMap(([key, values]) => (key.toLowerCase() === name ? values : []));
