import type { Judgement } from '../rule.ts';

/** Not whether it is safe, but whether it deploys and does what it says on real AWS: one documented trap each. */
export interface WorksOnAwsRule extends Judgement {
  /** AWS's page, or the maintainers' thread, that says so. */
  readonly source: string;
}
