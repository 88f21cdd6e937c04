import { allowed } from '../../rehearsal/left-out/allowed.ts';
import { compare } from '../../rehearsal/left-out/compare.ts';
import { leaveOut } from '../../rehearsal/left-out/filter.ts';
import { lacksOf } from '../../rehearsal/left-out/half-known.ts';
import type { Resource, Template } from '../../rehearsal/left-out/template.ts';
import { examples } from '../examples.ts';

const types = new Set(['AWS::S3::Bucket', 'AWS::SNS::Topic', 'AWS::CloudWatch::Alarm']);
const lacks = lacksOf(types);
const bucket = (Properties: Record<string, unknown> = {}): Resource => ({ Type: 'AWS::S3::Bucket', Properties });
const trail: Resource = { Type: 'AWS::CloudTrail::Trail', Properties: {} };
const one = (Resources: Template['Resources'], Outputs?: Template['Outputs']) =>
  new Map([['stack', { Resources, ...(Outputs === undefined ? {} : { Outputs }) }]]);

describe('what an emulator cannot make is left out', () => {
  test('and named, with its stack', () => {
    const { leftOut, templates } = leaveOut(one({ Trail: trail, Store: bucket() }), lacks);
    expect(leftOut).toEqual([{ stack: 'stack', logicalId: 'Trail', kind: 'AWS::CloudTrail::Trail' }]);
    expect(Object.keys(templates.get('stack')?.Resources ?? {})).toEqual(['Store']);
  });

  test('custom resources are made by our own functions, whatever they are called', () => {
    expect(leaveOut(one({ Own: { Type: 'Custom::Thing' } }), lacks).leftOut).toEqual([]);
  });

  test('a resource with the one property that is refused is a kind of its own', () => {
    const alarm = (Properties: Record<string, unknown>): Resource => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
    const { leftOut } = leaveOut(one({ Sum: alarm({ Metrics: [] }), Plain: alarm({ MetricName: 'x' }) }), lacks);
    expect(leftOut.map(({ logicalId, kind }) => `${logicalId}: ${kind}`)).toEqual([
      'Sum: AWS::CloudWatch::Alarm with Metrics',
    ]);
  });

  test.each([
    ['Ref', { Ref: 'Trail' }],
    ['GetAtt', { 'Fn::GetAtt': ['Trail', 'Arn'] }],
    ['GetAtt in one text', { 'Fn::GetAtt': 'Trail.Arn' }],
    ['Sub', { 'Fn::Sub': 'x-${Trail.Arn}-y' }],
    ['Join around a Ref', { 'Fn::Join': ['', ['x', { Ref: 'Trail' }]] }],
  ])('a value that refers to it goes as a whole: %s', (_, value) => {
    const resources = { Trail: trail, Store: bucket({ Name: value, Tags: ['kept', value], Kept: { Ref: 'Other' } }) };
    const { templates, cuts } = leaveOut(one(resources), lacks);
    expect(templates.get('stack')?.Resources.Store?.Properties).toEqual({ Tags: ['kept'], Kept: { Ref: 'Other' } });
    expect(cuts.map(({ place, reference }) => [place, reference])).toEqual([
      ['Properties.Name', 'Trail'],
      ['Properties.Tags.1', 'Trail'],
    ]);
  });

  test('what waits for it waits no longer', () => {
    const { templates } = leaveOut(one({ Trail: trail, Store: { ...bucket(), DependsOn: ['Trail', 'Other'] } }), lacks);
    expect(templates.get('stack')?.Resources.Store?.DependsOn).toEqual(['Other']);
  });

  test('its exports go too, and with them what other stacks make of them, however many stacks on', () => {
    const exported = (Value: unknown, Name: string) => ({ Out: { Value, Export: { Name } } });
    const templates = new Map<string, Template>([
      ['first', { Resources: { Trail: trail, Store: bucket() }, Outputs: exported({ Ref: 'Trail' }, 'a') }],
      ['second', { Resources: { Store: bucket() }, Outputs: exported({ 'Fn::ImportValue': 'a' }, 'b') }],
      ['third', { Resources: { Store: bucket({ Name: { 'Fn::ImportValue': 'b' } }) } }],
    ]);
    const filtered = leaveOut(templates, lacks);
    expect(filtered.templates.get('second')?.Outputs).toEqual({});
    expect(filtered.templates.get('third')?.Resources.Store?.Properties).toEqual({});
    expect(filtered.cuts).toHaveLength(1);
  });

  test('a stack of which nothing is left can still be deployed', () => {
    const { templates } = leaveOut(one({ Trail: trail }), lacks);
    expect(Object.keys(templates.get('stack')?.Resources ?? {})).toHaveLength(1);
  });

  test('a target that lacks nothing gets the templates as they are', () => {
    const templates = one({ Trail: trail, Store: bucket({ Name: { Ref: 'Trail' } }) });
    expect(leaveOut(templates, () => undefined).templates).toEqual(templates);
  });
});

describe('what was left out is held against the list', () => {
  const filtered = leaveOut(one({ Trail: trail, Other: { Type: 'AWS::New::Thing' } }), lacks);
  const entry = (kind: string) => ({ kind, loses: 'x', verifiedBy: 'y' });

  test('what is not on it is a finding', () => {
    const { unexplained } = compare(filtered, [entry('AWS::CloudTrail::Trail')], types);
    expect(unexplained).toEqual(['AWS::New::Thing']);
  });

  test('what is on it and can be made now is a finding', () => {
    expect(compare(filtered, [entry('AWS::S3::Bucket')], types).stale).toEqual(['AWS::S3::Bucket']);
  });

  test('every entry of ours is needed by an example, and each is said once', () => {
    const used = new Set(
      [...examples.values()]
        .flat()
        .flatMap(({ template }) =>
          Object.values(JSON.parse(JSON.stringify(template)).Resources as Record<string, Resource>).flatMap(
            (resource) => [
              resource.Type,
              ...Object.keys(resource.Properties ?? {}).map((property) => `${resource.Type} with ${property}`),
            ],
          ),
        ),
    );
    expect(used.size).toBeGreaterThan(30);
    expect(allowed.map(({ kind }) => kind).filter((kind) => !used.has(kind))).toEqual([]);
    expect(new Set(allowed.map(({ kind }) => kind)).size).toBe(allowed.length);
  });
});
