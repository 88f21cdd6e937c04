import { isRecord, text } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Counts rules in JSON or YAML alike. */
const ruleType = /AWS::Config::ConfigRule/g;

export const conformancePackFits: WorksOnAwsRule = {
  id: 'conformance-pack-fits',
  severity: 'error',
  why: 'A conformance pack holds 130 rules, and 51,200 bytes where its template stands inline.',
  fix: 'split the pack, or keep its template in S3 (300 KB)',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html',
  check: (estate) =>
    estate.ofType('AWS::Config::ConformancePack').map((pack) => {
      const path = 'Properties.TemplateBody';
      const written = pack.properties.TemplateBody;
      if (written === undefined) return notApplicable(pack, path, 'its template does not stand inline');
      const body = text(written);
      if (body === undefined || isRecord(written)) return fail(pack, path, 'its template could not be resolved');
      const bytes = Buffer.byteLength(body);
      const rules = [...body.matchAll(ruleType)].length;
      return judged(
        bytes <= 51_200 && rules <= 130,
        pack,
        path,
        `${rules} rules in ${bytes} bytes`,
        `${rules} rules in ${bytes} bytes, and AWS takes 130 in 51,200`,
      );
    }),
};
