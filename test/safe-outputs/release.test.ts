import { estateOf } from '../../policies/estate/model.ts';
import { oneFunctionWritesWhatIsReleased as rule } from '../../policies/safe-outputs/one-function-writes-what-is-released.ts';
import { examples } from '../examples.ts';

const judged = (stacks: RegExp) =>
  rule.check(estateOf((examples.get('thames-valley') ?? []).filter(({ name }) => stacks.test(name))));

describe('what is released', () => {
  test('has nobody to judge while nothing is released, and says so', () => {
    const said = judged(/safe-data$/).filter(({ result }) => result === 'not-applicable');
    expect(said.map(({ reason }) => reason)).toEqual([
      'nothing is released yet: no bucket of these templates is for it',
    ]);
  });

  test('may be written by the one function that releases', () => {
    const outcomes = judged(/./);
    expect(outcomes.filter(({ result }) => result === 'fail')).toEqual([]);
    expect(outcomes.find(({ resource }) => resource.endsWith('/ReleaseBucket'))?.reason).toContain(
      'the role of one function, may write it, and nobody else',
    );
  });
});
