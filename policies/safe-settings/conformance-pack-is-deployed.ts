import type { Json, Resource } from '../estate/estate.ts';
import { isRecord, record, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** A managed rule by its name, or a rule of one's own with its text. A rule of neither asks nothing, or asks somebody's function. */
function asks(resource: Json): boolean {
  if (!isRecord(resource) || resource.Type !== 'AWS::Config::ConfigRule') return false;
  const source = record(record(resource.Properties).Source);
  return source.Owner === 'AWS'
    ? text(source.SourceIdentifier) !== undefined
    : source.Owner === 'CUSTOM_POLICY' && text(record(source.CustomPolicyDetails).PolicyText) !== undefined;
}

/** Config rules in the pack's own template; undefined when it cannot be read. */
function rulesIn(pack: Resource): number | undefined {
  const body = text(pack.properties.TemplateBody);
  try {
    const template: Json = JSON.parse(body ?? '');
    const resources = Object.values(record(record(template).Resources));
    return resources.every(asks) ? resources.length : undefined;
  } catch {
    return undefined;
  }
}

export const conformancePackIsDeployed: Rule = {
  id: 'conformance-pack-is-deployed',
  safe: 'settings',
  controls: ['2.2.12', '2.4.04', '2.4.03'],
  severity: 'error',
  why: 'A template is judged once; the account is judged again every day, whoever changed it and how.',
  fix: 'deploy an AWS::Config::ConformancePack with its rules in TemplateBody',
  check: (estate) => {
    const packs = estate.ofType('AWS::Config::ConformancePack');
    if (packs.length === 0) {
      return estate
        .ofType('AWS::CloudTrail::Trail', 'AWS::Config::ConfigurationRecorder')
        .map((watch) => fail(watch, 'Type', 'records an account that no conformance pack judges'));
    }
    return packs.map((pack) => {
      const rules = rulesIn(pack);
      return judged(
        rules !== undefined && rules > 0,
        pack,
        'Properties.TemplateBody',
        `asks ${rules} questions of the account`,
        rules === undefined ? 'it holds something other than rules that can be read here' : 'holds no rule',
      );
    });
  },
};
