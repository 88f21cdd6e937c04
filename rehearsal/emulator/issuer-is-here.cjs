// Loaded into every Lambda worker: the emulator answers at the issuer's own address, where the keys of tokens are fetched. It signs the
// tokens, so its keys are the right ones.
const http = require('node:http');

const issuer = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/;
const { fetch: elsewhere } = globalThis;

globalThis.fetch = (address, options) => {
  const { host, hostname, pathname } = new URL(address);
  if (!issuer.test(hostname)) return elsewhere(address, options);
  return new Promise((resolve, reject) => {
    http
      .get(new URL(pathname, process.env.AWS_ENDPOINT_URL), { headers: { host } }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve(new Response(Buffer.concat(parts), { status: answer.statusCode })));
        answer.on('error', reject);
      })
      .on('error', reject);
  });
};
