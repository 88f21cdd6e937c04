import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';

/** How many of the management events a trail takes. */
export type ManagementEvents = 'every' | 'some' | 'none';

/** A second field of an advanced selector narrows it; basic ones may take reads and writes one by one. */
export function managementEvents(
  selectors: readonly EventSelector[],
  advancedSelectors: readonly AdvancedEventSelector[],
): ManagementEvents {
  const basic = selectors.filter(({ IncludeManagementEvents }) => IncludeManagementEvents === true);
  const advanced = advancedSelectors.filter(({ FieldSelectors = [] }) =>
    FieldSelectors.some(({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Management')),
  );
  const every = (type: 'ReadOnly' | 'WriteOnly') =>
    basic.some(
      ({ ReadWriteType, ExcludeManagementEventSources = [] }) =>
        (ReadWriteType === 'All' || ReadWriteType === type) && ExcludeManagementEventSources.length === 0,
    );
  if (advanced.some(({ FieldSelectors = [] }) => FieldSelectors.length === 1)) return 'every';
  if (every('ReadOnly') && every('WriteOnly')) return 'every';
  return basic.length + advanced.length > 0 ? 'some' : 'none';
}
