/** Parts of an ARN. `account` is empty where AWS writes none, as for S3. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All that follows the account, such as `role/reader` or `table/db/*`. */
  readonly name: string;
}

/** Undefined for what is no ARN: a reference to a resource of the estate, a star, a name. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, , service, region, account, ...name] = text.split(':');
  if (prefix !== 'arn' || service === undefined || region === undefined || account === undefined) return undefined;
  return name.length === 0 ? undefined : { service, region, account, name: name.join(':') };
}

/** What stands before the first wildcard. */
export const literalPart = (pattern: string): string => /^[^*?]*/.exec(pattern)?.[0] ?? '';
