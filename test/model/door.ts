import type { Signed } from '../../lambdas/safe-people/token-signature.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';
import { accessClaims } from '../safe-people/gate-harness.ts';
import type { Surroundings } from './neighbours.ts';

/** What a request shows for a token. `old`: the last one that the person got, whatever has become of it. */
export const showings = ['own', 'anew', 'old', 'forged', 'other-door'] as const;
export type Showing = (typeof showings)[number];

export interface Token {
  readonly person: string;
  readonly door: Door;
  readonly signedInAt: string;
  readonly expires: number;
  readonly forged: boolean;
  readonly text: string;
}

const hours = 3_600_000;

/** Clients of people: whoever may still refresh does so, and everybody else signs in anew. */
export function clientsOf(world: Surroundings, written: (claims: object, forged: boolean) => string) {
  const last = new Map<string, Token>();
  const signIns = new Map<string, { readonly at: number; readonly id: string }>();

  const signIn = (person: string) => {
    const at = Math.floor(world.now / 1000) * 1000;
    const id = `sign-in-${person}-${world.now}`;
    signIns.set(person, { at, id });
    world.signIns.set(id, { person, at: new Date(world.now).toISOString() });
    return { at, id };
  };
  return {
    show(person: string, door: Door, showing: Showing): Token {
      const before = last.get(`${person} ${door}`);
      if (showing === 'old' && before !== undefined) return before;
      const known = signIns.get(person);
      const holds = known !== undefined && world.signIns.has(known.id) && world.now - known.at < 8 * hours - 1000;
      const { at } = holds && showing !== 'anew' ? known : signIn(person);
      const signedInAt = new Date(at).toISOString();
      const asked = showing === 'other-door' ? (door === 'private' ? 'public' : 'private') : door;
      const iat = Math.floor(world.now / 1000);
      const exp = iat + 900;
      const forged = showing === 'forged';
      const text = written({ ...accessClaims(person, asked, signedInAt), iat, exp }, forged);
      const token = { person, door: asked, signedInAt, expires: exp * 1000, forged, text } as const;
      if (!forged && asked === door) last.set(`${person} ${door}`, token);
      return token;
    },
  };
}

/** A token whose signature is a word: whether RSA holds is not what most sequences are about, and takes longer than all the rest. */
export const plainly = (claims: object, forged: boolean): string =>
  `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${forged ? 'forged' : 'signed'}`;

export async function plainlySigned(token: string): Promise<Signed> {
  const [, payload = '', signature] = token.split('.');
  if (signature !== 'signed') return { ok: false, because: 'signature' };
  return { ok: true, payload: JSON.parse(Buffer.from(payload, 'base64url').toString()), typ: undefined };
}
