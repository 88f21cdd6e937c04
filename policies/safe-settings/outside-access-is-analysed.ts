import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Silent where no analyser is made here: the organisation may run one for all its accounts. */
export const outsideAccessIsAnalysed: Rule = {
  id: 'outside-access-is-analysed',
  safe: 'settings',
  controls: ['2.2.12', '3.1.12'],
  severity: 'error',
  why: 'An analyser goes on proving, after deployment, that no policy opens a resource to the outside.',
  fix: 'make an analyser of type ACCOUNT or ORGANIZATION without archive rules',
  check: (estate) =>
    estate.ofType('AWS::AccessAnalyzer::Analyzer').map((analyser) => {
      const type = analyser.properties.Type;
      const external = type === 'ACCOUNT' || type === 'ORGANIZATION';
      const silenced = analyser.properties.ArchiveRules !== undefined;
      return judged(
        external && !silenced,
        analyser,
        silenced ? 'Properties.ArchiveRules' : 'Properties.Type',
        'looks for access from outside',
        silenced ? 'some of its findings are archived unseen' : 'does not look for access from outside',
      );
    }),
};
