import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Silent where Security Hub is not subscribed here: the organisation may do it centrally. */
export const findingsAreGathered: Rule = {
  id: 'findings-are-gathered',
  safe: 'settings',
  controls: ['2.2.12'],
  severity: 'error',
  why: 'Findings of a dozen services are read where they stand side by side, against a standard.',
  fix: "subscribe Security Hub to AWS's foundational standard",
  check: (estate) =>
    estate.ofType('AWS::SecurityHub::Hub').map((hub) => {
      const standards = estate.ofType('AWS::SecurityHub::Standard').filter(({ stack }) => stack === hub.stack);
      const foundational = standards.some(({ properties }) =>
        String(properties.StandardsArn).includes('aws-foundational-security-best-practices'),
      );
      return judged(
        foundational,
        hub,
        'Type',
        `runs ${standards.length} standards, the foundational one among them`,
        "AWS's foundational standard is not run",
      );
    }),
};
