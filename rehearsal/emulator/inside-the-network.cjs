// Loaded into every Lambda worker: the functions that stand in the network say so in each call, by the header that the proxy takes off again
// (rewrites/network-of-the-call.ts). It is added below the clients, after they have signed.
const http = require('node:http');
const { syncBuiltinESMExports } = require('node:module');

const outside = /-(signing-keys|network-settings|account-settings|purge-[a-z-]+)$/;
const { request } = http;
http.request = (options, ...rest) => {
  if (!outside.test(process.env.AWS_LAMBDA_FUNCTION_NAME) && typeof options?.headers === 'object') {
    options.headers['x-rehearsal-network'] = 'inside';
  }
  return request(options, ...rest);
};
syncBuiltinESMExports();
