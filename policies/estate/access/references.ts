import type { Estate, Resource } from '../estate.ts';
import { readerOf } from './canonical.ts';
import { attributeOf, physicalName } from './physical-names.ts';
import { symbol } from './symbols.ts';

/** A resource of the templates in a question, so that nobody must know its physical name. */
export interface Reference {
  /** `<stack>/<logicalId>`. */
  readonly resource: string;
  readonly attr?: 'arn' | 'name' | 'ref' | undefined;
  /** What follows, such as `/prefix/key`. */
  readonly suffix?: string | undefined;
}

/** A question names something that the estate does not hold, or holds more than once. */
export class NoSuchResource extends Error {
  override readonly name = 'NoSuchResource';
}

/**
 * The resource that a text names: by its address, its logical id where only one stack has it, or a stack's name without what all stacks of
 * the deployment share.
 * @throws NoSuchResource when none or several bear it.
 */
export function resourceNamed(estate: Estate, name: string): Resource {
  const exact = estate.at(name);
  if (exact !== undefined) return exact;
  const cut = name.lastIndexOf('/');
  const [stack, logicalId] = cut < 0 ? [undefined, name] : [name.slice(0, cut), name.slice(cut + 1)];
  const found = estate.stacks
    .filter(({ name: full, templateFile }) => stack === undefined || isCalled(stack, full, templateFile))
    .flatMap((one) => estate.at(`${one.name}/${logicalId}`) ?? []);
  const [first, ...others] = found;
  if (first === undefined)
    throw new NoSuchResource(`${name} is no resource of these templates; name it <stack>/<logicalId>`);
  if (others.length > 0)
    throw new NoSuchResource(`${name} may be ${found.map(({ address }) => address).join(' or ')}; name one of them`);
  return first;
}

/** `SafeData`, `safe-data` and the file's name all mean the stack `tre-example-safe-data`. */
const isCalled = (stack: string, full: string, file: string): boolean => {
  const asked = letters(stack);
  return (
    asked !== '' &&
    (letters(full).endsWith(asked) || letters(file.replace(/^.*\//, '').replace(/\..*$/, '')).endsWith(asked))
  );
};

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Canonical text of a reference. */
export function textOf(estate: Estate, { resource, attr = 'arn', suffix = '' }: Reference): string {
  const found = resourceNamed(estate, resource);
  const text =
    attr === 'arn'
      ? arnOf(estate, found)
      : attr === 'name'
        ? physicalName(estate, found).name
        : attributeOf(estate, found, undefined);
  return `${text}${suffix}`;
}

/** IAM knows an alias only by its key, and the ARN of a log group as CloudFormation gives it. */
function arnOf(estate: Estate, resource: Resource): string {
  const key =
    resource.type === 'AWS::KMS::Alias' ? estate.find(resource.properties.TargetKeyId, 'AWS::KMS::Key') : undefined;
  return attributeOf(estate, key ?? resource, 'Arn');
}

/** Properties by which whatever runs code names the role that it runs with. */
const runsAs = ['Role', 'RoleArn', 'TaskRoleArn', 'ExecutionRoleArn', 'ServiceRole'];

/**
 * Canonical ARN of who acts: an ARN, a service, `*`, an account or a resource of the templates. Whoever names a function, or something else
 * that runs, means the role that it runs with.
 */
export function actorNamed(estate: Estate, who: string | Reference): string {
  if (typeof who === 'string' && isWritten(who)) return who;
  const resource = resourceNamed(estate, typeof who === 'string' ? who : who.resource);
  if (/^AWS::IAM::(Role|User)$/.test(resource.type)) return physicalName(estate, resource).arn;
  const role = runsAs.flatMap(
    (property) => readerOf(estate, resource.stack)(resource.properties[property] ?? null) ?? [],
  );
  if (role[0] !== undefined) return role[0];
  throw new NoSuchResource(
    `${resource.address} is of type ${resource.type} and acts for nobody; name a role, a user or a function`,
  );
}

/** An ARN, `*`, an account, or a service principal: nothing to look up. */
const isWritten = (text: string): boolean =>
  text === '*' || /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.|^\d{12}$|\.amazonaws\.com(\.cn)?$/.test(text);

/** S3's actions on objects, by their names. */
const onObjects = /^s3:(?!.*Configuration$).*(Object|MultipartUpload)/i;
const onStreams = /^logs:(PutLogEvents|GetLogEvents|DeleteLogStream)$/i;

/** Who asks for an action on objects of a bucket, or on streams of a log group, and names none, means any of them. */
export function aimed(action: string, arn: string): string {
  if (onObjects.test(action) && /^arn:[^:]*:s3:::[^/]+$/.test(arn)) return `${arn}/${symbol('given', 'any object')}`;
  if (onStreams.test(action) && /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]*(:\*)?$/.test(arn))
    return `${arn.replace(/:\*$/, '')}:log-stream:${symbol('given', 'any stream')}`;
  return arn;
}

/** Canonical text of what is asked for: as written, or a resource of the templates, with whatever follows its name. */
export function targetNamed(estate: Estate, to: string | Reference): string {
  if (typeof to !== 'string') return textOf(estate, { ...to, attr: 'arn' });
  if (to === '*' || to.startsWith('arn:')) return to;
  for (let end = to.length; end > 0; end = to.lastIndexOf('/', end - 1)) {
    const name = to.slice(0, end);
    try {
      return textOf(estate, { resource: name, suffix: to.slice(end) });
    } catch (error) {
      if (!(error instanceof NoSuchResource) || to.lastIndexOf('/', end - 1) <= 0) throw error;
    }
  }
  throw new NoSuchResource(`${to} names nothing`);
}
