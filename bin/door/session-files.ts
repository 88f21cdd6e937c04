import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** One sign-in to one door. Both tokens are secrets: whoever has them is the person until the sign-in ends. */
export const session = z.strictObject({
  /** Address of the door, with a slash at its end. */
  door: z.string(),
  kind: z.enum(['public', 'private']),
  issuer: z.string(),
  client: z.string(),
  /** Subject, as the token says and nobody here verified. */
  person: z.string(),
  accessToken: z.string(),
  /** Absent: the token came from the organisation's own tool, which also renews it. */
  refreshToken: z.string().optional(),
  signedInAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Session = z.infer<typeof session>;

/** A file of sessions that others can read or change, or that is none. */
export class UnsafeSession extends Error {}

export interface SessionFiles {
  /** @throws UnsafeSession */
  all(): readonly Session[];
  put(session: Session): void;
  /** Also removes what cannot be read. */
  remove(door: string): void;
}

/** `XDG_STATE_HOME` must be absolute, as its specification says; https://specifications.freedesktop.org/basedir-spec/latest/ */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const given = env.XDG_STATE_HOME;
  return join(given?.startsWith('/') ? given : join(homedir(), '.local', 'state'), 'tre');
}

/**
 * Sessions as files of the person alone, one for each door. What others could have read or written is refused, not mended: it may be in wrong
 * hands already.
 */
export function sessionFiles(folder: string): SessionFiles {
  const place = (door: string) => join(folder, `${createHash('sha256').update(door).digest('hex').slice(0, 16)}.json`);
  const read = (file: string): Session => {
    const at = open(file);
    try {
      assertOwn(file, fstatSync(at));
      const parsed = session.safeParse(JSON.parse(readFileSync(at, 'utf8')));
      if (!parsed.success) throw new SyntaxError();
      return parsed.data;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new UnsafeSession(`${file} is no session of this version; remove it and sign in again`);
    } finally {
      closeSync(at);
    }
  };
  const here = (): boolean => {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found !== undefined) assertOwn(folder, found);
    return found !== undefined;
  };
  return {
    all: () =>
      here()
        ? readdirSync(folder)
            .filter((name) => /^[0-9a-f]{16}\.json$/.test(name))
            .sort()
            .map((name) => read(join(folder, name)))
        : [],
    put(one) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      here();
      const draft = join(folder, `.${randomBytes(8).toString('hex')}`);
      try {
        writeFileSync(draft, `${JSON.stringify(session.parse(one))}\n`, { mode: 0o600, flag: 'wx' });
        renameSync(draft, place(one.door));
      } finally {
        rmSync(draft, { force: true });
      }
    },
    remove: (door) => rmSync(place(door), { force: true }),
  };
}

function open(file: string): number {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UnsafeSession(`${file} cannot be opened (${code}); it must be a file of your own and no link`);
  }
}

/** Such a file may have been copied, and such a folder may hold another's files: a new sign-in and its end make worthless what was read. */
function assertOwn(place: string, { mode, uid }: { readonly mode: number; readonly uid: number }): void {
  if (process.platform === 'win32') return; // no such bits there; the folder is in the person's profile
  const remedy = 'remove it, sign in again, and sign out once, which ends every earlier sign-in';
  if (process.getuid !== undefined && uid !== process.getuid())
    throw new UnsafeSession(`${place} belongs to another user of this machine; ${remedy}`);
  if ((mode & 0o077) !== 0)
    throw new UnsafeSession(`${place} is open to other users (mode ${(mode & 0o777).toString(8)}); ${remedy}`);
}
