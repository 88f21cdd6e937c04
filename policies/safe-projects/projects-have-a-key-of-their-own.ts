import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, isRecord } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { referred } from './own-resources.ts';
import { physicalNames } from './physical-names.ts';
import { projectStacks } from './project-stacks.ts';

/** Stores of a project -> where each names its key. */
const stores: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket':
    'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
  'AWS::Athena::WorkGroup': 'WorkGroupConfiguration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey',
};

const isKey = (text: string): boolean => /:(key|alias)\/|^alias\//.test(text);

/** Keys that something uses, as written: references, ARNs and aliases. */
function keysIn(estate: Estate, value: Json | undefined): readonly string[] {
  if (typeof value === 'string') {
    const references = [...value.matchAll(/\$\{[^}]*\}/g)].map(([reference]) => reference);
    const keys = references.filter((one) => /^AWS::KMS::/.test(referred(estate, one)?.type ?? ''));
    return isKey(value) ? [...keys, value] : keys;
  }
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => keysIn(estate, item));
  return isRecord(value) ? Object.values(value).flatMap((item) => keysIn(estate, item)) : [];
}

interface Used {
  readonly written: string;
  /** Of the key, where a key is what is referred to. */
  readonly stack: string | undefined;
}

function stackOf(estate: Estate, written: Json | undefined): string | undefined {
  const key = typeof written === 'string' ? referred(estate, written) : undefined;
  return key?.type === 'AWS::KMS::Key' ? key.stack : undefined;
}

/**
 * Logs of the project's functions hold no records and lie in the archive's care; what a role may do with a key is not what lies under
 * it, and judged where roles are.
 */
const mayUseOthers = ({ type }: Resource): boolean => type === 'AWS::Logs::LogGroup' || /^AWS::(KMS|IAM)::/.test(type);

export const projectsHaveAKeyOfTheirOwn: Rule = {
  id: 'projects-have-a-key-of-their-own',
  safe: 'projects',
  controls: ['TRE-X18', '2.8.05'],
  severity: 'fatal',
  why: "A key that is one project's alone makes its records unreadable to all others, and gone when the key is gone.",
  fix: 'put every store of the project under the key of its own stack, and nothing else under that key',
  check: (estate) => {
    // Most resources use no key: every project asks the others alone.
    const uses = estate.resources.flatMap((resource) => {
      const keys = keysIn(estate, resource.properties).map((written) => ({ written, stack: stackOf(estate, written) }));
      return keys.length > 0 || stores[resource.type] !== undefined ? [{ resource, keys }] : [];
    });
    return projectStacks(estate).flatMap(({ name, resources }) => {
      const aliases = resources.flatMap((one) => (one.type === 'AWS::KMS::Alias' ? physicalNames(estate, one) : []));
      const opensIt = ({ written, stack }: Used): boolean =>
        stack === name || aliases.some((alias) => written === alias || written.endsWith(`:${alias}`));
      return uses.flatMap(({ resource, keys }): readonly Outcome[] => {
        const path = stores[resource.type];
        if (resource.stack !== name) {
          return keys.some(opensIt) ? [fail(resource, 'Properties', `uses the key of ${name}`)] : [];
        }
        if (path !== undefined && stackOf(estate, at(resource, path)) !== name) {
          return [fail(resource, `Properties.${path}`, 'is not under a key of its own stack')];
        }
        const strange = mayUseOthers(resource) ? undefined : keys.find((key) => !opensIt(key));
        if (strange !== undefined)
          return [fail(resource, 'Properties', `uses ${strange.written}, which is not its project's`)];
        return path === undefined ? [] : [pass(resource, `Properties.${path}`, "is under its project's key")];
      });
    });
  },
};
