import type { Case } from '../../rehearsal/table/case.ts';
import { cases } from '../../rehearsal/table/cases.ts';
import { deeds } from '../../rehearsal/table/deeds.ts';
import { answerOf } from '../../rehearsal/table/put-the-questions.ts';
import { verdictOn } from '../../rehearsal/table/verdict.ts';
import { people } from '../../rehearsal/table/who.ts';

const question: Case = { who: 'the broker', deed: 'list all roles', expected: 'refused', because: 'nothing grants it' };
const differs = { ...question, emulatorDiffers: 'it does not know the rule' };

describe('the table of who can do what', () => {
  test('asks of everybody, tries every deed, and puts no question twice', () => {
    const sentences = cases.map(({ who, deed }) => `${who}: ${deed}`);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(Object.keys(people).filter((who) => !cases.some((one) => one.who === who))).toEqual([]);
    expect(Object.keys(deeds).filter((deed) => !cases.some((one) => one.deed === deed))).toEqual([]);
  });

  test('lets each of those whom it refuses the workgroup in from the right place, so that a refusal means something', () => {
    const allowed = cases.filter(({ expected }) => expected === 'allowed').map(({ who }) => who);
    expect(allowed).toEqual(
      expect.arrayContaining(['a researcher, inside', 'an assessor, inside', 'the broker', 'an account administrator']),
    );
  });
});

describe('a verdict', () => {
  test('an answer that is AWS’s agrees', () => {
    expect(verdictOn([{ question, answer: 'refused', said: '' }])).toEqual({ agrees: 1, explained: [], findings: [] });
  });

  test('another answer is a finding, with what the service said', () => {
    const { findings } = verdictOn([{ question, answer: 'allowed', said: 'OK' }]);
    expect(findings).toEqual(['the broker: list all roles: allowed, must be refused. OK']);
  });

  test('another answer with a reason is explained', () => {
    const { explained, findings } = verdictOn([{ question: differs, answer: 'allowed', said: '' }]);
    expect([explained.length, findings]).toEqual([1, []]);
  });

  test('a reason that nothing needs any more is a finding', () => {
    expect(verdictOn([{ question: differs, answer: 'refused', said: '' }]).findings).toHaveLength(1);
  });

  test('an error that is no refusal is no answer', () => {
    expect(answerOf({ name: 'InvalidRequestException', $metadata: { httpStatusCode: 400 } })).toBe('unclear');
    expect(verdictOn([{ question, answer: 'unclear', said: 'reset' }]).findings).toHaveLength(1);
  });

  test.each(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'])('%s is a refusal', (name) => {
    expect(answerOf({ name })).toBe('refused');
  });
});
