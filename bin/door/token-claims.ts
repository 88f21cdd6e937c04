import { z } from 'zod';

const claims = z.object({ sub: z.string(), exp: z.number().optional(), auth_time: z.number().optional() });

/** What an access token says of itself, for whoever signed in to read. Nobody verified it here; the door does, at every request. */
export function claimsOf(token: string): z.infer<typeof claims> | undefined {
  const [, payload = ''] = token.split('.');
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Three parts, such as a header can carry. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(text);
