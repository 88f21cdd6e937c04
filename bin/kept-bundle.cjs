const { createHash } = require('node:crypto');
const { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } = require('node:fs');
const os = require('node:os');
const { dirname, isAbsolute, join } = require('node:path');

/**
 * The bundle of `tre check` that an earlier start of this user kept, and only as long as it is made of the very sources that are here: else every
 * start would transpile and bundle them again, which takes longer than most checks.
 */
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** In the user's cache, by where the sources are. Undefined where files have no owner: nothing is kept there. Throws where the user has no home. */
function placeOf(root) {
  if (process.getuid === undefined) return undefined;
  const given = process.env.XDG_CACHE_HOME ?? '';
  const cache = isAbsolute(given) ? given : join(os.homedir(), '.cache');
  return join(cache, 'trusted-research-environment', `check-${sha256(root).slice(0, 16)}.cjs`);
}

/** Of their names and contents. */
const hashOfSources = (root, sources) =>
  sha256(JSON.stringify(sources.map((source) => [source, sha256(readFileSync(join(root, source)))])));

/** What others can write is never run. */
const isOwn = (stats) => stats.uid === process.getuid() && (stats.mode & 0o022) === 0;

function readOwn(place) {
  const folder = lstatSync(dirname(place));
  if (!folder.isDirectory() || !isOwn(folder)) return undefined;
  const file = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    return stats.isFile() && isOwn(stats) ? readFileSync(file, 'utf8') : undefined;
  } finally {
    closeSync(file);
  }
}

/** Of a bundle: what it was made of, and what it is, lest one that was not written to its end be run again and again. */
const headerOf = (root, sources, text) =>
  JSON.stringify({ sources, hash: hashOfSources(root, sources), text: sha256(text) });

/** Text of the bundle; undefined where there is none, or it may not be run. */
function keptBundle(root) {
  try {
    const place = placeOf(root);
    const kept = place === undefined ? undefined : readOwn(place);
    if (kept === undefined) return undefined;
    const end = kept.indexOf('\n');
    const header = kept.slice(2, end);
    return header === headerOf(root, JSON.parse(header).sources, kept.slice(end + 1)) ? kept : undefined;
  } catch {
    return undefined;
  }
}

module.exports = { placeOf, isOwn, headerOf, keptBundle };
