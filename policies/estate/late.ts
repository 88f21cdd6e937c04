import type { Json, JsonObject, LateDecision } from './estate.ts';
import { isFrozen } from './frozen.ts';
import { isRecord, record } from './values.ts';

/** Functions that CloudFormation, a macro or a condition of it evaluates, and no reader of the template can. */
const late = /^Fn::(If|Transform|ForEach(::.*)?|And|Or|Not|Equals|GetAZs|Cidr)$/;

/** Parts of a template that decide something later. `Rules` only refuses a deployment, and CDK's bootstrap parameter is only read there. */
const sections = ['Transform', 'Fn::Transform', 'Conditions', 'Hooks'];
const bootstrapVersion = 'BootstrapVersion';

/** What `cdk bootstrap` passes to every template, so that a bootstrap must declare it. Where nothing refers to it, it decides nothing. */
const passedByBootstrap = /^(BootstrapVariant|FileAssetsBucketKmsKeyId|PublicAccessBlockConfiguration|Qualifier)$/;

const isUnused = (parameter: string, { Resources, Outputs, Rules }: JsonObject): boolean => {
  const rest = JSON.stringify([Resources ?? null, Outputs ?? null, Rules ?? null]);
  return !rest.includes(`{"Ref":"${parameter}"}`) && !rest.includes(`\${${parameter}}`);
};

/**
 * Everything in a template that is decided when it is deployed: conditions, macros, parameters, values that are looked up then, and text
 * that looks like a reference of this model without being one.
 */
export function lateDecisions(template: JsonObject): readonly LateDecision[] {
  const found: LateDecision[] = [];
  for (const section of sections) {
    if (template[section] !== undefined)
      found.push({ logicalId: undefined, path: section, what: `a ${section} section` });
  }
  for (const parameter of Object.keys(record(template.Parameters))) {
    if (parameter !== bootstrapVersion && !(passedByBootstrap.test(parameter) && isUnused(parameter, template)))
      found.push({ logicalId: undefined, path: `Parameters.${parameter}`, what: `the parameter ${parameter}` });
  }
  for (const [logicalId, body] of Object.entries(record(template.Resources))) {
    if (late.test(logicalId)) found.push({ logicalId, path: 'Type', what: `${logicalId} in the place of a resource` });
    for (const one of isRecord(body) ? lateIn(body) : []) found.push({ logicalId, ...one });
  }
  for (const [name, output] of Object.entries(record(template.Outputs))) {
    scan(output, `Outputs.${name}`, false, (path, what) => found.push({ logicalId: undefined, path, what }));
  }
  return found;
}

type Late = Omit<LateDecision, 'logicalId'>;

const known = new WeakMap<object, readonly Late[]>();

function lateIn(body: JsonObject): readonly Late[] {
  const before = known.get(body);
  if (before !== undefined) return before;
  const found: Late[] = [];
  if (body.Condition !== undefined) found.push({ path: 'Condition', what: 'a condition on whether it exists' });
  scan(body, '', false, (path, what) => found.push({ path, what }));
  if (isFrozen(body)) known.set(body, found);
  return found;
}

function scan(value: Json, path: string, inSub: boolean, note: (path: string, what: string) => void): void {
  if (typeof value === 'string') {
    if (value.includes('{{resolve:')) note(path, 'a value that is looked up');
    if (inSub && value.includes('${!')) note(path, 'text that becomes the form of a reference');
    if (!inSub && /\$\{[^}]*\/[^}]*\}/.test(value) && !/\$\{(day|region)\}/.test(value))
      note(path, 'text in the form of a reference');
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      scan(item, `${path}.${index}`, inSub && index === 0, note);
    });
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`;
    if (late.test(key)) note(place, key);
    if (key.startsWith('Fn::') && Object.keys(value).length > 1) note(place, `${key} beside other keys`);
    scan(item, place, key === 'Fn::Sub', note);
  }
}
