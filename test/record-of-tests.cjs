const { execFileSync } = require('node:child_process');
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = join(__dirname, '..');
const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** `+changes` for whatever could have been run and is in no commit, files that nobody added among it. */
function commit() {
  try {
    return (
      git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--untracked-files=normal') === '' ? '' : '+changes')
    );
  } catch {
    return 'unknown';
  }
}

/**
 * Writes down which tests ran, how each ended, and on which commit, for the evidence of what runs. A run of some files, or of some names, is
 * not written down: it would take the place of a whole one. Where the commit changed while tests ran, nobody knows which ran on what.
 * `TRE_TEST_RECORD` names another file, for which any run will do.
 */
module.exports = class RecordOfTests {
  constructor(config) {
    this.config = config;
    this.before = commit();
  }

  onRunComplete(_, { testResults }) {
    const { nonFlagArgs = [], testNamePattern, onlyChanged, shard } = this.config;
    const named = process.env.TRE_TEST_RECORD;
    if (named === undefined && (nonFlagArgs.length > 0 || testNamePattern || onlyChanged || shard)) return;
    const file = named ?? join(root, 'build', 'tests.json');
    const after = commit();
    const tests = testResults.flatMap((of) => {
      const name = relative(root, of.testFilePath);
      const ended = of.testResults.map(({ fullName, status }) => ({ file: name, title: fullName, outcome: status }));
      return ended.length > 0 ? ended : [{ file: name, title: 'the file itself', outcome: 'failed' }];
    });
    mkdirSync(dirname(file), { recursive: true });
    const record = {
      schema: 'tre-tests',
      commit: after === this.before ? after : `${after}+changes`,
      ended: new Date().toISOString(),
      tests: tests.sort((a, b) => (`${a.file} ${a.title}` < `${b.file} ${b.title}` ? -1 : 1)),
    };
    writeFileSync(file, `${JSON.stringify(record, undefined, 1)}\n`);
  }
};
