/** The user directory, as far as somebody who signs in needs it. Answers are its own words for what comes next. */
export interface Directory {
  initiate(client: string, flow: 'USER_SRP_AUTH' | 'REFRESH_TOKEN_AUTH', parameters: Words): Promise<Step>;
  respond(client: string, challenge: string, responses: Words, session: string | undefined): Promise<Step>;
  /** The secret of a new second factor, base32. */
  associate(session: string): Promise<{ readonly secret: string; readonly session: string }>;
  verify(session: string, code: string): Promise<{ readonly session: string }>;
  /** Ends a refresh token and every access token that came of it. */
  revoke(client: string, refreshToken: string): Promise<void>;
}

export type Words = Readonly<Record<string, string>>;

export type Step =
  | { readonly kind: 'challenge'; readonly name: string; readonly parameters: Words; readonly session?: string }
  | { readonly kind: 'tokens'; readonly access: string; readonly refresh?: string; readonly seconds: number };

/** It said no, or did not answer. `rule` is its own name for it, such as `NotAuthorizedException`. */
export class DirectoryRefusal extends Error {
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(message);
    this.rule = rule;
  }
}
