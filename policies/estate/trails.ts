import type { Estate, JsonObject, Resource } from './estate.ts';
import type { Bucket } from './stores.ts';
import { isRecord, isTrue, list, record, text } from './values.ts';

/** What one advanced event selector asks of one field. */
export interface Field {
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly notStartsWith: readonly string[];
  /** Operators other than these three: the selector is narrower than this model can say. */
  readonly other: boolean;
}

/** Field name -> what is asked of it. A field that is not asked for is absent. */
export type Selector = ReadonlyMap<string, Field>;

export interface Trail {
  readonly resource: Resource;
  readonly isLogging: boolean;
  readonly selectors: readonly Selector[];
}

export const trails = (estate: Estate): readonly Trail[] =>
  estate.ofType('AWS::CloudTrail::Trail').map((resource) => ({
    resource,
    isLogging: isTrue(resource.properties.IsLogging),
    selectors: [
      ...list(resource.properties.AdvancedEventSelectors).filter(isRecord).map(selectorOf),
      ...list(resource.properties.EventSelectors).filter(isRecord).flatMap(basicSelectors),
    ],
  }));

const texts = (value: JsonObject[string] | undefined): readonly string[] =>
  list(value)
    .map((item) => text(item) ?? '')
    .filter((item) => item !== '');

const known = ['Field', 'Equals', 'StartsWith', 'NotStartsWith'];

const selectorOf = (selector: JsonObject): Selector =>
  new Map(
    list(selector.FieldSelectors)
      .map(record)
      .map((field) => [
        text(field.Field) ?? '',
        {
          equals: texts(field.Equals),
          startsWith: texts(field.StartsWith),
          notStartsWith: texts(field.NotStartsWith),
          other: Object.keys(field).some((key) => !known.includes(key)),
        },
      ]),
  );

const only = (...equals: string[]): Field => ({ equals, startsWith: [], notStartsWith: [], other: false });

/** The older form of selectors, in the words of the newer. */
const basicSelectors = (selector: JsonObject): readonly Selector[] =>
  list(selector.DataResources)
    .map(record)
    .map((resources) => {
      const reads: readonly [string, Field][] =
        text(selector.ReadWriteType) === 'WriteOnly'
          ? [['readOnly', only('false')]]
          : text(selector.ReadWriteType) === 'ReadOnly'
            ? [['readOnly', only('true')]]
            : [];
      return new Map<string, Field>([
        ['eventCategory', only('Data')],
        ['resources.type', only(text(resources.Type) ?? '')],
        ['resources.ARN', { ...only(), startsWith: texts(resources.Values) }],
        ...reads,
      ]);
    });

/** How an S3 object ARN of the bucket begins, as far as the template says: reference, fixed name, or prefix of a generated one. */
export const beginnings = ({
  resource,
}: Bucket): { readonly reference: string; readonly name: string | undefined } => ({
  reference: `\${${resource.address}`,
  name: text(resource.properties.BucketName) ?? text(resource.properties.BucketNamePrefix),
});

/** Whether objects of the bucket are among those whose ARN begins with this. */
export function coversBucket(prefix: string, bucket: Bucket): boolean {
  const { reference, name } = beginnings(bucket);
  const [, , service, , , begin] = prefix.split(':');
  if (prefix.includes(`${reference}.`) || prefix.includes(`${reference}}`)) return /(\}|\/)$/.test(prefix);
  return (
    service === 's3' &&
    begin !== undefined &&
    !begin.includes('${') &&
    name?.startsWith(begin.replace(/\/$/, '')) === true
  );
}
