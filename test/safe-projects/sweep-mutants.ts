import type { Mutant } from '../mutant.ts';
import { having, without } from '../safe-people/gate-edits.ts';

const comes = 'access-ends-within-a-sweep';
const clock = 'AWS::Events::Rule';
const told = 'AWS::Lambda::EventSourceMapping';
const alarm = 'AWS::CloudWatch::Alarm';
const lambda = 'AWS::Lambda::Function';

export const sweepMutants: readonly Mutant[] = [
  having(comes, 'the sweeper comes once a week', clock, 'SweeperClock', 'ScheduleExpression', 'rate(7 days)'),
  having(comes, 'the clock is off', clock, 'SweeperClock', 'State', 'DISABLED'),
  without(comes, 'no clock starts the sweeper', clock, 'SweeperClock'),
  without(comes, 'the clock may not start the sweeper', 'AWS::Lambda::Permission', 'SweeperFromClock'),
  having(comes, 'the sweeper cannot start', lambda, 'SweeperFunction', 'ReservedConcurrentExecutions', 0),
  without(comes, 'the register tells the sweeper nothing', told, 'SweeperToldOfRegister'),
  having(comes, 'what tells the sweeper is off', told, 'SweeperToldOfRegister', 'Enabled', false),
  having(comes, 'the sweeper is told of what never happens', told, 'SweeperToldOfRegister', 'FilterCriteria', {
    Filters: [{ Pattern: '{"eventName":["NEVER"]}' }],
  }),
  having(comes, 'the sweeper fails in silence', alarm, 'SweeperErrorsAlarm', 'AlarmActions', []),
  having(comes, 'a million errors are too many', alarm, 'SweeperErrorsAlarm', 'Threshold', 1_000_000),
  without(comes, 'nobody hears that the sweeper stays away', alarm, 'SweepMissingAlarm'),
  having(comes, 'what is missing does not count', alarm, 'SweepMissingAlarm', 'TreatMissingData', 'notBreaching'),
  having(
    comes,
    'the sweeper knows no directory',
    lambda,
    'SweeperFunction',
    'Environment.Variables.USER_POOL_ID',
    undefined,
  ),
  having(
    comes,
    'the sweeper knows no browser',
    lambda,
    'SweeperFunction',
    'Environment.Variables.PORTAL_NAME',
    undefined,
  ),
];
