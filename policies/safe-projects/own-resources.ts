import type { Estate, Resource } from '../estate/estate.ts';
import { at, text } from '../estate/values.ts';
import { parseArn } from '../safe-people/arn.ts';
import { accountOf } from '../safe-people/role-names.ts';
import { bucketName } from './physical-names.ts';

/** The resource that a reference begins with, when what follows it cannot lengthen its name. */
export function referred(estate: Estate, value: string): Resource | undefined {
  const [, address] = /^\$\{([^}/]+\/[^}.]+)(?:\.[^}]*)?\}(?:$|\/)/.exec(value) ?? [];
  return address === undefined ? undefined : estate.at(address);
}

/** Buckets, workgroups, databases and their tables of some resources, as the part of an ARN that follows the account. */
function namesOf(estate: Estate, resource: Resource): readonly { readonly service: string; readonly name: string }[] {
  const named = (service: string, ...names: (string | undefined)[]) =>
    names.flatMap((name) => (name === undefined ? [] : [{ service, name }]));
  const reference = `\${${resource.address}}`;
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      return named('s3', bucketName(estate, resource));
    case 'AWS::Athena::WorkGroup':
      return [reference, text(resource.properties.Name)].flatMap((name) =>
        named('athena', name && `workgroup/${name}`),
      );
    case 'AWS::Glue::Database':
      return [reference, text(at(resource, 'DatabaseInput.Name'))].flatMap((name) =>
        named('glue', name && `database/${name}`, name && `table/${name}`),
      );
    default:
      return [];
  }
}

/** Whether an ARN, patterns included, can lead to nothing but some of these resources. */
export function leadsOnlyTo(estate: Estate, resources: readonly Resource[], arn: string): boolean {
  const direct = referred(estate, arn);
  if (direct !== undefined) return resources.includes(direct);
  const { service, account, name } = parseArn(arn) ?? {};
  if (service === undefined || name === undefined) return false;
  return resources.some((resource) => {
    const ours = service === 's3' ? account === '' : account === accountOf(estate, resource);
    return ours && namesOf(estate, resource).some((one) => one.service === service && startsAs(name, one.name));
  });
}

/** The name itself, or something below it. */
const startsAs = (name: string, whole: string): boolean => name === whole || name.startsWith(`${whole}/`);

/** The catalogue of the account, which Glue demands beside every database in it. */
export const isCatalogue = (arn: string, account: string | undefined): boolean => {
  const parsed = parseArn(arn);
  return parsed?.service === 'glue' && parsed.name === 'catalog' && parsed.account === account;
};
