import type { Resource } from './estate.ts';

/**
 * Removing or replacing the stack leaves the resource. `RetainExceptOnCreate` does too; it takes back only what a first deployment that
 * failed had just made.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const outlivesItsStack = ({ deletionPolicy, updateReplacePolicy }: Resource): boolean =>
  (deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate') && updateReplacePolicy === 'Retain';
