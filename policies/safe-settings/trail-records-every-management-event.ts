import { trails } from '../estate/trails.ts';
import { list, record } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Silent where no trail records management events at all: an organisation trail may, which only an attestation can say. */
export const trailRecordsEveryManagementEvent: Rule = {
  id: 'trail-records-every-management-event',
  safe: 'settings',
  controls: ['2.5.03', '2.2.14'],
  severity: 'error',
  why: 'Changes of roles, keys and networks are what an intruder must make; none may be left out.',
  fix: 'select the event category Management without any further condition',
  check: (estate) =>
    trails(estate).flatMap(({ resource, selectors }) => [
      ...selectors
        .filter((selector) => selector.get('eventCategory')?.equals.includes('Management'))
        .map((selector) => {
          const narrowed = [...selector.keys()].filter((field) => field !== 'eventCategory');
          return judged(
            narrowed.length === 0,
            resource,
            'Properties.AdvancedEventSelectors',
            'every management event is recorded',
            `management events are narrowed by ${narrowed.join(' and ')}`,
          );
        }),
      ...list(resource.properties.EventSelectors)
        .map(record)
        .filter(
          ({ IncludeManagementEvents, ReadWriteType = 'All', ExcludeManagementEventSources }) =>
            IncludeManagementEvents !== false &&
            (ReadWriteType !== 'All' || list(ExcludeManagementEventSources).length > 0),
        )
        .map(() => fail(resource, 'Properties.EventSelectors', 'some management events are left out')),
    ]),
};
