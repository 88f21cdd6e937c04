import {
  ExpireSessionCommand,
  ListSessionsCommand,
  ResourceNotFoundException,
  type WorkSpacesWebClient,
} from '@aws-sdk/client-workspaces-web';
import type { Browser } from './sweep-ports.ts';

/**
 * A session carries a user name and no other identity: what the portal's identity provider sent. It is matched with the address, and with the
 * subject, in the register; a provider that sends anything else leaves sessions of nobody.
 * https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_SessionSummary.html
 */
export const portalBrowser = (client: WorkSpacesWebClient, portalArn: string): Browser => {
  const portalId = portalArn.split('/').at(-1) ?? '';
  return {
    async active() {
      const found: { id: string; username: string; startedAt: string }[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(new ListSessionsCommand({ portalId, status: 'Active', nextToken: token }));
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
        await client.send(new ExpireSessionCommand({ portalId, sessionId: session }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
};
