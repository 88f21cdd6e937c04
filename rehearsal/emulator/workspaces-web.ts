import type { StandIn } from './stand-in.ts';

/** https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_ListPortals.html */
export const workSpacesWeb: StandIn = {
  name: 'workspaces-web',
  says: 'WorkSpaces Secure Browser does not exist; there is no portal, as where the stack of the browser is not deployed',
  open:
    () =>
    ({ call: { name } }) =>
      name === 'workspaces-web:GET /portals'
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: '{"portals":[]}' }
        : undefined,
  async stillNeeded(emulator) {
    const answer = await fetch(new URL('/portals', emulator), {
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-2/workspaces-web/aws4_request, SignedHeaders=host, Signature=x',
      },
    });
    const text = await answer.text();
    return !answer.ok || !text.includes('portals');
  },
};
