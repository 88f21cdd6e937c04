import type { Safe } from '../../policies/rule.ts';
import type { Body, MutableTemplates } from '../mutant.ts';

/** One resource of a synthesised example, where something may be changed. */
export interface Site {
  /** `<stack>/<logicalId>`. */
  readonly address: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly body: Body;
  /** The safe of the stack it stands in. */
  readonly safe: Safe;
  /** Every resource of the same example, to refer to. */
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  readonly stack: string;
  readonly logicalId: string;
  readonly body: Body;
}

/** One change at one resource. */
export interface Change {
  /** What is different, as a sentence about the resource; the same words at another resource mean the same change. */
  readonly what: string;
  /** @default - the safe of the stack */
  readonly safe?: Safe;
  /** Changes the copy of the resource, or what stands around it. */
  edit(body: Body, around: MutableTemplates): void;
}

/** Derives the changes that one resource invites. */
export type Operator = (site: Site) => readonly Change[];

export const foreignAccount = '999999999999';
export const foreignBucket = 'somebody-elses-bucket';
const partitioned = (...parts: string[]): string => ['arn', 'aws', ...parts].join(':');
export const foreignRoot = partitioned('iam', '', foreignAccount, 'root');
export const foreignBucketArn = partitioned('s3', '', '', foreignBucket);
export const foreignArn = (service: string, rest: string): string =>
  partitioned(service, 'eu-west-2', foreignAccount, rest);
export const roleArn = (account: string, name: string): string => partitioned('iam', '', account, `role/${name}`);

/** `a` plus `b` of a list or a single value. */
export const listed = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The account a template speaks of, read off the first ARN that names one. */
export function accountOf(neighbours: readonly Neighbour[]): string {
  const [, account] = /arn:aws:iam::(\d{12}):/.exec(JSON.stringify(neighbours.map(({ body }) => body))) ?? [];
  if (account === undefined) throw new Error('no template names an account');
  return account;
}
