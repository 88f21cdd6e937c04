import type { Json, JsonObject } from '../../policies/estate/estate.ts';
import { freeze } from '../../policies/estate/frozen.ts';
import { estateOf, type Template } from '../../policies/estate/model.ts';

const template = (name: string, body: JsonObject, where: Partial<Template> = {}): Template => ({
  ...{ name, templateFile: `${name}.template.json`, account: '111122223333', region: 'eu-west-2' },
  ...where,
  template: freeze(body),
});

/** One body, the same object in every estate. */
const probe = (value: Json): Json => freeze({ Type: 'Test::Probe', Properties: { value } });

const consumer = (body: Json, beside: JsonObject = {}, others: JsonObject = {}, where: Partial<Template> = {}) =>
  template(
    'consumer',
    { Mappings: { Map: { a: { b: 'one' } } }, Resources: { Probe: body, ...beside }, ...others },
    where,
  );
const producer = (value: Json) =>
  template('producer', { Resources: {}, Outputs: { Out: { Value: value, Export: { Name: 'key' } } } });

/** Of one body in two estates: as it is found in the second, and as an estate without anything frozen has it. */
function madeTwice(first: readonly Template[], second: readonly Template[]) {
  const before = estateOf(first).at('consumer/Probe');
  const kept = estateOf(second).at('consumer/Probe');
  const anew = estateOf(structuredClone(second)).at('consumer/Probe');
  return { before, kept, anew };
}

test('a resource whose frozen body and surroundings are the same is the one that was made before', () => {
  const body = probe({ Ref: 'Bucket' });
  const bucket = { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } };
  const { before, kept, anew } = madeTwice([consumer(body, bucket)], [consumer(body, bucket)]);
  expect(kept).toBe(before);
  expect(kept).toEqual(anew);
});

describe('a resource is made anew where something that its references read is otherwise:', () => {
  const bucket = { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } };
  const reads = (value: Json, first: readonly unknown[], second: readonly unknown[]) => ({ value, first, second });
  const rows: Readonly<Record<string, ReturnType<typeof reads>>> = {
    'a mapping': reads({ 'Fn::FindInMap': ['Map', 'a', 'b'] }, [], [{}, { Mappings: { Map: { a: { b: 'two' } } } }]),
    'a resource that is gone': reads({ Ref: 'Bucket' }, [bucket], []),
    'the account': reads({ Ref: 'AWS::AccountId' }, [], [{}, {}, { account: '444455556666' }]),
    'the region': reads({ Ref: 'AWS::Region' }, [], [{}, {}, { region: 'eu-west-1' }]),
  };
  test.each(Object.entries(rows))('%s', (_, { value, first, second }) => {
    const body = probe(value);
    const of = (more: readonly unknown[]) => [
      consumer(body, ...(more as [JsonObject?, JsonObject?, Partial<Template>?])),
    ];
    const { before, kept, anew } = madeTwice(of(first), of(second));
    expect(kept).toEqual(anew);
    expect(kept?.properties).not.toEqual(before?.properties);
  });

  test('what another stack exports', () => {
    const body = probe({ 'Fn::ImportValue': 'key' });
    const { before, kept, anew } = madeTwice([consumer(body), producer('one')], [consumer(body), producer('two')]);
    expect(kept).toEqual(anew);
    expect([before?.properties, kept?.properties]).toEqual([{ value: 'one' }, { value: 'two' }]);
  });

  test('and what another stack exports leaves alone whatever does not look there', () => {
    const body = probe({ 'Fn::FindInMap': ['Map', 'a', 'b'] });
    const { before, kept } = madeTwice([consumer(body), producer('one')], [consumer(body), producer('two')]);
    expect(kept).toBe(before);
  });
});
