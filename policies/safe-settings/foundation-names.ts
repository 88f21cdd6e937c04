import { bootstraps } from '../estate/bootstrap.ts';
import type { Estate } from '../estate/estate.ts';
import { oncePerEstate } from '../estate/views.ts';

/** What stands in the names of an environment and of its bootstrap. */
export interface FoundationNames {
  readonly account: string;
  readonly region: string;
  /** Stack from which the environment is deployed. */
  readonly toolkit: string;
  readonly qualifier: string;
  /** Deployment id. */
  readonly id: string;
}

/** Undefined where there is no bootstrap, or nothing says what is deployed from it: then no name can be held to anything. */
export const foundationNames: (estate: Estate) => FoundationNames | undefined = oncePerEstate((estate) => {
  const [bootstrap] = bootstraps(estate);
  const [id] = estate.stacks.flatMap(({ name }) => /^tre-(.+)-(?:safe-settings|guardrails)$/.exec(name)?.[1] ?? []);
  const { account, region, name } = bootstrap?.stack ?? {};
  if (bootstrap === undefined || id === undefined || account === undefined || region === undefined) return undefined;
  return { account, region, toolkit: name ?? '', qualifier: bootstrap.qualifier, id };
});

/** `iam::<account>:role/tre-<id>-*` as the ARN of one environment. A star alone stays what it is. */
export function arnWith({ account, region, toolkit, qualifier, id }: FoundationNames, pattern: string): string {
  if (pattern === '*') return pattern;
  return ['arn', 'aws', wordsWith({ account, region, toolkit, qualifier, id }, pattern)].join(':');
}

/** The same for what is no ARN. */
export const wordsWith = ({ account, region, toolkit, qualifier, id }: FoundationNames, words: string): string =>
  words
    .replaceAll('<account>', account)
    .replaceAll('<region>', region)
    .replaceAll('<toolkit>', toolkit)
    .replaceAll('<q>', qualifier)
    .replaceAll('<id>', id);
