import { peopleRoutes } from '../../lambdas/safe-people/contract.ts';
import { callerOf } from '../door/call.ts';
import { commonOptions, doorVerb, optionsIn, print } from '../door/door-verb.ts';
import { stopOf } from '../door/failures.ts';
import type { Session } from '../door/session-files.ts';
import { doorGiven } from '../door/sessions.ts';
import { poolOf } from '../door/sign-in.ts';
import { Stop } from '../door/stop.ts';
import { thisMachine } from '../door/this-machine.ts';
import type { World } from '../door/world.ts';

const usage = () => `usage: tre sign-out [--door <address>] [--json]

Ends sign-ins, of the named door or of every door that is remembered here: tells the register, which from then on refuses every token of
every earlier sign-in of yours (public door); has the directory revoke the token; and deletes the file, whatever the others answered.
Exit status: 0 ended everywhere, 1 nobody was signed in, or the file is gone but the register or the directory did not confirm, 2 usage.`;

/** What did not end; empty: everything did. The file is deleted in any case. */
async function end(session: Session, world: World): Promise<readonly string[]> {
  const { door, kind, issuer, client, refreshToken } = session;
  const trouble: string[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      trouble.push(`${door}: ${stopOf(error).message}`);
    }
  };
  const route = peopleRoutes.find(({ operation }) => operation === 'sign-out');
  if (route?.doors.includes(kind))
    await attempt(() => callerOf(session, world).call(route, { body: { commandId: world.id() } }));
  const pool = poolOf(issuer);
  if (refreshToken !== undefined && pool !== undefined)
    await attempt(() => world.directory(pool.region).revoke(client, refreshToken));
  world.sessions.remove(door);
  return trouble;
}

export const signOutIn = (world: typeof thisMachine) =>
  doorVerb(
    {
      name: 'sign-out',
      usage,
      async run(args, io, at) {
        const { door: option, json } = optionsIn(args, commonOptions);
        const door = doorGiven(option, at);
        const sessions = at.sessions.all().filter((one) => door === undefined || one.door === door);
        if (sessions.length === 0)
          throw new Stop('refused', `nobody is signed in${door === undefined ? '' : ` to ${door}`}`);
        const trouble: string[] = [];
        for (const session of sessions) trouble.push(...(await end(session, at)));
        const doors = sessions.map((one) => one.door);
        if (json) print(io, { doors, trouble });
        else {
          io.stdout(doors.map((one) => `signed out of ${one}\n`).join(''));
          if (trouble.length > 0)
            io.stderr(
              `tre sign-out: nothing is remembered here any more, but this did not confirm:\n  ${trouble.join('\n  ')}\n`,
            );
        }
        return trouble.length > 0 ? 1 : 0;
      },
    },
    world,
  );
export const signOut = signOutIn(thisMachine);
