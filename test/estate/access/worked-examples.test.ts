import { evaluate } from '../../../policies/estate/access/evaluate.ts';
import { requestOf, workedExamples } from './worked-example.ts';

const examples = workedExamples();

describe('the evaluator agrees with the examples of AWS’s own documentation', () => {
  test('of which there are at least 120', () => {
    expect(examples.length).toBeGreaterThanOrEqual(120);
  });

  test.each(examples)('$file: $name', (example) => {
    const answer = evaluate(...requestOf(example));
    expect({ decision: answer.decision, because: answer.because }).toMatchObject({ decision: example.expect });
  });
});
