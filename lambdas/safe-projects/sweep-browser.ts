import {
  ExpireSessionCommand,
  ListPortalsCommand,
  ListSessionsCommand,
  ResourceNotFoundException,
  type WorkSpacesWebClient,
} from '@aws-sdk/client-workspaces-web';
import type { Browser } from './sweep-ports.ts';

/**
 * A session carries a user name and no other identity: what the portal's identity provider sent. It is matched with the address, and with the
 * subject, in the register; a provider that sends anything else leaves sessions of nobody.
 * https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_SessionSummary.html
 *
 * The portal is made after everything that could hold its id, so it is found by its name. None of the name: nobody has a session.
 */
export const portalBrowser = (client: WorkSpacesWebClient, name: string): Browser => {
  let known: string | undefined;
  const portal = async (): Promise<string | undefined> => {
    let token: string | undefined;
    do {
      const page = await client.send(new ListPortalsCommand({ nextToken: token }));
      const found = page.portals?.find(({ displayName }) => displayName === name);
      if (found !== undefined) return found.portalArn?.split('/').at(-1);
      token = page.nextToken;
    } while (token !== undefined);
    return undefined;
  };

  return {
    async active() {
      // asked each time: a portal that was made anew has another id
      known = await portal();
      if (known === undefined) return [];
      const found: { id: string; username: string; startedAt: string }[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListSessionsCommand({ portalId: known, status: 'Active', nextToken: token }),
        );
        for (const { sessionId, username = '', startTime } of page.sessions ?? []) {
          if (sessionId === undefined) continue;
          // one whose beginning nobody knows began before any sign-out
          found.push({ id: sessionId, username, startedAt: startTime?.toISOString() ?? '' });
        }
        token = page.nextToken;
      } while (token !== undefined);
      return found;
    },

    async expire(session) {
      try {
        await client.send(new ExpireSessionCommand({ portalId: known, sessionId: session }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
};
