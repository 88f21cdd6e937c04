import type { Estate, Resource } from '../estate/estate.ts';
import type { Statement } from '../estate/statements.ts';

/** Whether an ARN is that of the resource itself, written as `GetAtt`, as `Ref` in an ARN, or with its fixed name. Never a pattern. */
export function isArnOf(estate: Estate, resource: Resource, arn: string): boolean {
  if (arn === `\${${resource.address}.Arn}`) return true;
  const [, name] = /^arn:[^:]+:s3:::(\$\{[^}]+\}|[^/*?$]+)$/.exec(arn) ?? [];
  if (name === undefined) return false;
  return name.startsWith('${') ? name === `\${${resource.address}}` : estate.find(name) === resource;
}

/** The statement reaches the bucket itself. */
export const coversBucket = (estate: Estate, bucket: Resource, { resources = [] }: Statement): boolean =>
  resources.some((arn) => isArnOf(estate, bucket, arn));

/** The statement reaches every object of the bucket. */
export const coversObjects = (estate: Estate, bucket: Resource, { resources = [] }: Statement): boolean =>
  resources.some((arn) => arn.endsWith('/*') && isArnOf(estate, bucket, arn.slice(0, -2)));
