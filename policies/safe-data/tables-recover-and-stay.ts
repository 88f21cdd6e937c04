import type { Estate, Resource } from '../estate/estate.ts';
import { outlivesItsStack } from '../estate/kept.ts';
import { isTrial } from '../estate/trial.ts';
import { at, isTrue, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const keyOf = (table: Resource) => at(table, 'SSESpecification.KMSMasterKeyId');

function faultsOf(estate: Estate, table: Resource): readonly string[] {
  const demands: readonly (readonly [boolean, string])[] = [
    [
      isTrue(at(table, 'SSESpecification.SSEEnabled')) &&
        at(table, 'SSESpecification.SSEType') === 'KMS' &&
        estate.find(at(table, 'SSESpecification.KMSMasterKeyId'), 'AWS::KMS::Key') !== undefined,
      'is under no key of the estate',
    ],
    [
      isTrue(at(table, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')),
      'cannot be put back to a moment before a mistake',
    ],
    [
      Number(at(table, 'PointInTimeRecoverySpecification.RecoveryPeriodInDays') ?? 35) >= 7,
      'forgets after less than a week what it was before a mistake',
    ],
    [at(table, 'ImportSourceSpecification') === undefined, 'begins with items that nobody decided'],
    [
      ['KEYS_ONLY', undefined].includes(text(at(table, 'StreamSpecification.StreamViewType'))),
      'shows its items in a stream, which its own policy does not guard',
    ],
    [at(table, 'StreamSpecification.ResourcePolicy') === undefined, 'lets others read its stream'],
    [
      estate
        .ofType('AWS::DynamoDB::Table')
        .every(
          (other) =>
            other === table ||
            estate.find(keyOf(other)) === undefined ||
            estate.find(keyOf(other)) !== estate.find(keyOf(table)),
        ),
      'shares its key with another table, which others may open',
    ],
    [at(table, 'TimeToLiveSpecification') === undefined, 'loses items by themselves, days late and without an event'],
    ...(isTrial(estate)
      ? []
      : ([
          [isTrue(at(table, 'DeletionProtectionEnabled')), 'can be deleted by one call'],
          [outlivesItsStack(table), 'goes with its stack'],
        ] as const)),
  ];
  return demands.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}

export const tablesRecoverAndStay: Rule = {
  id: 'tables-recover-and-stay',
  safe: 'data',
  controls: ['2.6.01', '2.8.01'],
  severity: 'error',
  why: 'The register is the only record of who may do what; lost or turned back unseen, it gives access that nobody decided.',
  fix: 'encrypt the table with a key of the estate, turn on point-in-time recovery and deletion protection, keep it when its stack goes, and let nothing in it expire by itself',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html',
  check: (estate) =>
    estate.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((table) => {
      const faults =
        table.type === 'AWS::DynamoDB::Table' ? faultsOf(estate, table) : ['is of a kind that other regions share'];
      return judged(
        faults.length === 0,
        table,
        'Properties',
        'is under a key of the estate, recovers to any second, and stays',
        faults.join(', and '),
      );
    }),
};
