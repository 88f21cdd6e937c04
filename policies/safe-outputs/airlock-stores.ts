import type { Estate, Resource } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';
import { deploymentsOf, releaseBuckets } from './release-buckets.ts';

/** Stores of the airlock, in the order in which bytes pass them. */
export const airlockNouns = ['draft', 'inbound', 'review', 'inputs', 'release'] as const;
export type AirlockNoun = (typeof airlockNouns)[number];

/** By the name, which endpoint policies pin, as with the zones of data: what changes it makes another bucket. */
const namedSo = (estate: Estate, { properties }: Resource, noun: AirlockNoun): boolean => {
  const name = text(properties.BucketName) ?? text(properties.BucketNamePrefix) ?? '';
  return deploymentsOf(estate).some((deployment) => {
    const beginning = `tre-${deployment}-airlock-${noun}`;
    return name === beginning || name.startsWith(`${beginning}-`);
  });
};

const stores: (estate: Estate) => ReadonlyMap<Resource, AirlockNoun> = oncePerEstate((estate) => {
  const released = releaseBuckets(estate);
  return new Map(
    estate.ofType('AWS::S3::Bucket').flatMap((bucket): readonly (readonly [Resource, AirlockNoun])[] => {
      const noun = released.includes(bucket)
        ? 'release'
        : airlockNouns.find((one) => one !== 'release' && namedSo(estate, bucket, one));
      return noun === undefined ? [] : [[bucket, noun]];
    }),
  );
});

/** What a bucket is to the airlock; undefined for every other. */
export const airlockNounOf = (estate: Estate, bucket: Resource): AirlockNoun | undefined => stores(estate).get(bucket);

export const airlockStores = (estate: Estate, noun: AirlockNoun): readonly Resource[] =>
  [...stores(estate)].filter(([, one]) => one === noun).map(([bucket]) => bucket);

/** Tables by the same convention: `airlock` holds all that is said of requests, `releases` what the public door may know. */
export const airlockTables = (estate: Estate, noun: 'airlock' | 'releases'): readonly Resource[] =>
  estate
    .ofType('AWS::DynamoDB::Table')
    .filter(({ properties }) =>
      deploymentsOf(estate).some((deployment) => text(properties.TableName) === `tre-${deployment}-${noun}`),
    );

/** Anything by which an estate is known to have an airlock: the rest must then be there too. */
export const partsOfTheAirlock = (estate: Estate): readonly Resource[] => [
  ...stores(estate).keys(),
  ...airlockTables(estate, 'airlock'),
];
