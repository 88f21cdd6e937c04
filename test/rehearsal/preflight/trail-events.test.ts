import { type ManagementEvents, managementEvents } from '../../../rehearsal/preflight/management-events.ts';

interface Selectors {
  readonly basics?: Parameters<typeof managementEvents>[0];
  readonly advanced?: Parameters<typeof managementEvents>[1];
}

const basic = (ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly', over = {}) => ({
  ReadWriteType,
  IncludeManagementEvents: true,
  ...over,
});
const category = (value: string) => ({ Field: 'eventCategory', Equals: [value] });

test.each<readonly [string, Selectors, ManagementEvents]>([
  ['a trail as AWS makes it', { basics: [basic('All')] }, 'every'],
  ['reads and writes in two selectors', { basics: [basic('ReadOnly'), basic('WriteOnly')] }, 'every'],
  ['writes alone', { basics: [basic('WriteOnly')] }, 'some'],
  ['all but KMS', { basics: [basic('All', { ExcludeManagementEventSources: ['kms.amazonaws.com'] })] }, 'some'],
  ['data alone', { basics: [basic('All', { IncludeManagementEvents: false })] }, 'none'],
  ['an advanced selector', { advanced: [{ FieldSelectors: [category('Management')] }] }, 'every'],
  [
    'an advanced selector that is narrowed',
    {
      advanced: [{ FieldSelectors: [category('Management'), { Field: 'readOnly', Equals: ['false'] }] }],
    },
    'some',
  ],
  ['an advanced selector of data', { advanced: [{ FieldSelectors: [category('Data')] }] }, 'none'],
  ['no selector', {}, 'none'],
])('%s', (_, { basics = [], advanced = [] }, expected) => {
  expect(managementEvents(basics, advanced)).toBe(expected);
});
