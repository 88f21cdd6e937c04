import { type StandIn, xml } from './stand-in.ts';

const address = '/v20180820/configuration/publicAccessBlock';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html */
export const accountPublicAccessBlock: StandIn = {
  name: 'account-public-access-block',
  says: "S3 Control does not know an account's own public access block; unset in a new account, as on AWS",
  open() {
    let stored: string | undefined;
    return ({ call: { method, path, body } }) => {
      if (new URL(path, 'http://localhost').pathname !== address) return undefined;
      if (method === 'PUT') {
        stored = body.toString('utf8').replace(/^<\?xml[^>]*\?>/, '');
        return { status: 201, headers: {}, body: '' };
      }
      if (method === 'DELETE') {
        stored = undefined;
        return { status: 204, headers: {}, body: '' };
      }
      return stored === undefined
        ? xml(
            404,
            '<ErrorResponse><Error><Code>NoSuchPublicAccessBlockConfiguration</Code><Message>The public access block configuration was not found</Message></Error></ErrorResponse>',
          )
        : xml(200, stored);
    };
  },
  async stillNeeded(emulator) {
    const response = await fetch(new URL(address, emulator), { headers: { 'x-amz-account-id': '000000000000' } });
    return (await response.text()).includes('InvalidURI');
  },
};
