// Loaded here and into every Lambda worker: names below `localhost` are loopback (RFC 6761, 6.3), and not every resolver knows it.
// S3 Control puts the account in front of the host.
const dns = require('node:dns');

const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(/\.localhost$/i.test(name) ? 'localhost' : name, ...rest);
