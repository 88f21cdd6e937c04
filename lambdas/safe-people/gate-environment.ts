import * as z from 'zod/mini';

/** An address without query, fragment, credentials or port: what `iss` says in a token, letter by letter. */
const issuer = z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+(\/[A-Za-z0-9._~/-]*)?$/));
const name = z.string().check(z.minLength(1));
/** Names parted by commas. */
const list = z.optional(z.string().check(z.regex(/^[\x21-\x7e]+$/)));

export const tokenKinds = ['cognito', 'oidc'] as const;

/** Environment of the functions `authoriser-private` and `authoriser-public`. */
export const AuthoriserEnv = z.object({
  DOOR: z.enum(['private', 'public']),
  REGISTER_TABLE: name,
  SIGNING_KEYS_TABLE: name,
  ISSUER: issuer,
  /** Client that this door's tokens are made for. */
  AUDIENCE: name,
  TOKEN_KIND: z.enum(tokenKinds),
  /** For an OIDC issuer: what `aud` must hold, where that is not the client. */
  RESOURCE: z.optional(name),
  /** For an OIDC issuer: values of `acr` that prove a second factor, besides `amr` with `mfa`. */
  ACR: list,
});

/** Environment of the function `signing-keys`. */
export const SigningKeysEnv = z.object({
  SIGNING_KEYS_TABLE: name,
  ISSUER: issuer,
  TOKEN_KIND: z.enum(tokenKinds),
  /** For an OIDC issuer that publishes its keys under another host name. */
  KEYS_HOST: z.optional(z.string().check(z.regex(/^[a-z0-9.-]+$/))),
});
