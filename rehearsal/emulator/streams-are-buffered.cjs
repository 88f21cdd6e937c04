// Loaded into every Lambda worker: what the Node.js runtime of Lambda gives functions that stream, with an answer that is whole before it goes, for the
// emulator's doors know no other.
const { PassThrough, finished } = require('node:stream');

globalThis.awslambda ??= {
  HttpResponseStream: {
    from(stream, prelude) {
      stream.prelude = prelude;
      return stream;
    },
  },
  streamifyResponse: (handler) => async (event, context) => {
    const stream = new PassThrough({ highWaterMark: 64 * 1024 * 1024 });
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    const over = new Promise((resolve, reject) => {
      finished(stream, (error) => (error ? reject(error) : resolve()));
    });
    over.catch(() => undefined);
    await handler(event, stream, context);
    await over;
    const { statusCode = 200, headers = {}, ...rest } = stream.prelude ?? {};
    // Bytes that are no text would need a door that knows of binary types; what is rehearsed is text.
    return { statusCode, headers, ...rest, body: Buffer.concat(parts).toString('utf8') };
  },
};
