import type { CollectionTag, ScalarTag } from 'yaml';

const functions = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'Length',
  'ToJsonString',
  'GetStackOutput',
];
const longForm = (name: string) => (functions.includes(name) ? `Fn::${name}` : name);

interface Jsonable {
  toJSON(): unknown;
}

const isJsonable = (node: unknown): node is Jsonable => typeof node === 'object' && node !== null && 'toJSON' in node;

/** CloudFormation's short forms (`!Ref x`, `!Sub [..]`) as their long forms, for the `yaml` parser. */
export const intrinsicTags: (ScalarTag | CollectionTag)[] = [...functions, 'Ref', 'Condition'].flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => ({ [longForm(name)]: text }) },
  {
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (node: unknown) => ({ [longForm(name)]: isJsonable(node) ? node.toJSON() : null }),
  },
  {
    tag: `!${name}`,
    collection: 'map' as const,
    resolve: (node: unknown) => ({ [longForm(name)]: isJsonable(node) ? node.toJSON() : null }),
  },
]);
