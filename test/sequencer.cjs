const { default: Sequencer } = require('@jest/test-sequencer');

/** From the longest. A file of minutes that starts last leaves one core with it alone, and jest, which remembers no run on a new machine, goes by the size of files. */
const longest = [
  'audit/own-templates.test.ts',
  'mutation.test.ts',
  'mutants/corpus.test.ts',
  'estate/access-matrix/access-matrix.test.ts',
  'estate/access/becoming.test.ts',
  'evidence/data-flow-svg.test.ts',
  'estate/data-flow/data-flow.test.ts',
  'command-line/audit.test.ts',
  'model/sequences-1.test.ts',
  'model/sequences-2.test.ts',
  'model/sequences-3.test.ts',
  'model/sequences-4.test.ts',
  'safe-outputs/model/sequences-1.test.ts',
  'safe-outputs/model/sequences-2.test.ts',
  'safe-outputs/model/sequences-3.test.ts',
  'safe-outputs/model/sequences-4.test.ts',
  'safe-outputs/disclosure/scan-differential.test.ts',
  'estate/may.test.ts',
  'safe-projects/closed-project.test.ts',
  'rehearsal/preflight/wire.test.ts',
  'safe-outputs/disclosure/corpus.test.ts',
  'safe-outputs/disclosure/files-hostile.test.ts',
  'works-on-aws/traps.test.ts',
];

const rankOf = ({ path }) => {
  const index = longest.findIndex((file) => path.replaceAll('\\', '/').endsWith(`/test/${file}`));
  return index < 0 ? longest.length : index;
};

module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rankOf(one) - rankOf(other));
  }
};
