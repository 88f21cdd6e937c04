const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

const options = {
  loader: 'ts',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  // What is loaded when first needed is loaded by `require` too: jest has no other way without a flag of Node's.
  supported: { 'dynamic-import': false },
};

module.exports = {
  getCacheKey: (source, file) =>
    createHash('sha256')
      .update(JSON.stringify([version, options, file, source]))
      .digest('hex'),
  process: (source, file) => ({ code: transformSync(source, { ...options, sourcefile: file }).code }),
};
