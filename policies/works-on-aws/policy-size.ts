import type { Json } from '../estate/estate.ts';

/** As long as the longest ARN of a role or a key: what a reference may become. */
const longestArn = 'x'.repeat(100);

/** Characters of a policy as AWS stores it, white space left out. Policy variables such as `${aws:…}` stay as they are. */
export const policySize = (document: Json | undefined): number =>
  document === undefined ? 0 : JSON.stringify(document).replace(/\$\{(?!aws:)[^}/]+\/[^}]+\}/g, longestArn).length;
