import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, isRecord } from '../estate/values.ts';
import { grouped } from '../estate/views.ts';
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

const stackOf = (name: string): string => `stack ${name}`;

/** The stack whose key a text refers to. */
function ownerOf(estate: Estate, written: string): string | undefined {
  const key = referred(estate, written);
  return key?.type === 'AWS::KMS::Key' ? stackOf(key.stack) : undefined;
}

/** An alias, alone or at the end of its ARN. */
const lastPart = (key: string): string => key.split(':').at(-1) ?? key;

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
    const uses = estate.resources.map((resource) => ({ resource, keys: keysIn(estate, resource.properties) }));
    const inStack = grouped(uses, ({ resource }) => [resource.stack]);
    const users = grouped(uses, ({ keys }) => keys.map((key) => ownerOf(estate, key) ?? lastPart(key)));
    return projectStacks(estate).flatMap(({ name, resources }) => {
      const aliases = resources.flatMap((one) => (one.type === 'AWS::KMS::Alias' ? physicalNames(estate, one) : []));
      const isOwn = (written: Json | undefined): boolean =>
        typeof written === 'string' && ownerOf(estate, written) === stackOf(name);
      const opensIt = (key: string): boolean => isOwn(key) || aliases.some((alias) => lastPart(key) === alias);
      const strangers = new Set(
        [stackOf(name), ...aliases]
          .flatMap((opening) => users.get(opening) ?? [])
          .flatMap(({ resource }) => (resource.stack === name ? [] : [resource])),
      );
      return [
        ...[...strangers].map((resource) => fail(resource, 'Properties', `uses the key of ${name}`)),
        ...(inStack.get(name) ?? []).flatMap(({ resource, keys }): readonly Outcome[] => {
          const path = stores[resource.type];
          if (path !== undefined && !isOwn(at(resource, path))) {
            return [fail(resource, `Properties.${path}`, 'is not under a key of its own stack')];
          }
          const strange = mayUseOthers(resource) ? undefined : keys.find((key) => !opensIt(key));
          if (strange !== undefined)
            return [fail(resource, 'Properties', `uses ${strange}, which is not its project's`)];
          return path === undefined ? [] : [pass(resource, `Properties.${path}`, "is under its project's key")];
        }),
      ];
    });
  },
};
