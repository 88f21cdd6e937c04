import { otpauth, type Questions } from './sign-in.ts';
import { Stop } from './stop.ts';
import type { World } from './world.ts';

/**
 * Where a sign-in's secrets come from: whoever sits at the terminal, unseen; or, one a line in the order in which they are asked, standard input.
 * Never an argument or a variable: other programs see those.
 */
export function secretsOf(
  { terminal, stdin }: World,
  { user, door, fromStdin }: { readonly user: string; readonly door: string; readonly fromStdin: boolean },
): Questions {
  let lines: Promise<string[]> | undefined;
  const line = async (what: string): Promise<string> => {
    lines ??= stdin().then((text) => (text ?? '').split(/\r?\n/));
    const [next = '', ...rest] = await lines;
    lines = Promise.resolve(rest);
    if (next === '') throw new Stop('usage', `standard input ended before ${what}; it holds one secret a line`);
    return next;
  };
  const secret = async (what: string): Promise<string> => {
    if (fromStdin) return line(what);
    if (!terminal.present)
      throw new Stop('usage', `nobody sits at a terminal to be asked for ${what}; use --password-stdin`);
    return terminal.askSecret(`${what}: `);
  };
  const code = async (): Promise<string> => (await secret('code of the second factor')).replace(/\s/g, '');
  return {
    password: () => secret('password'),
    code,
    async newPassword() {
      if (fromStdin) return line('the new password');
      terminal.show('The password that you were given holds once. Choose your own; at least 14 characters.\n');
      const first = await secret('new password');
      if (first === (await secret('the same again'))) return first;
      throw new Stop('usage', 'the two new passwords are not the same; nothing was changed, sign in again');
    },
    async firstCode(shared) {
      if (!terminal.present)
        throw new Stop(
          'usage',
          'the second factor is set up once, at a terminal: its secret is shown there and nowhere else',
        );
      terminal.show(
        `Set up the second factor: give this to your authenticator. It is shown once.\n  secret: ${shared}\n  ${otpauth(shared, user, door)}\n`,
      );
      return code();
    },
  };
}
