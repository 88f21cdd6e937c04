import fc from 'fast-check';
import { equalText, type Match, matchAction, matchArn, matchText } from '../../../policies/estate/access/pattern.ts';
import { type Kind, symbol } from '../../../policies/estate/access/symbols.ts';

fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 20_260_704),
  numRuns: Number(process.env.PROPERTY_RUNS ?? 300) * 10,
});

/** A value that a deployment decides, and what the deployment makes of it. */
interface Unknown {
  readonly character: string;
  readonly becomes: string;
}

const letters = (alphabet: string, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((some) => some.join(''));

const becoming = (kind: Kind, name: string, made: fc.Arbitrary<string>): fc.Arbitrary<Unknown> =>
  made.map((becomes) => ({ character: symbol(kind, name), becomes }));

/** A generated name equals nothing that is written out: it holds letters of its own, besides those of the world. */
const generated = (name: string) =>
  becoming(
    'generated',
    name,
    fc
      .tuple(letters('ab-', 2), fc.constantFrom(`G${name}`, `${name}K`), letters('ab-', 2))
      .map((some) => some.join('')),
  );

const unknowns = fc.tuple(
  generated('one'),
  generated('two'),
  becoming('given', 'parameter', letters('ab/:*?-', 5)),
  becoming('place', 'region', letters('ab-', 4)),
);

const withUnknowns = (alphabet: string, some: readonly Unknown[], maxLength: number) =>
  fc
    .array(
      fc.oneof(
        { arbitrary: fc.constantFrom(...alphabet), weight: 3 },
        { arbitrary: fc.constantFrom(...some.map(({ character }) => character)), weight: 1 },
      ),
      { maxLength },
    )
    .map((parts) => parts.join(''));

const deployed = (text: string, some: readonly Unknown[]): string =>
  some.reduce((so, { character, becomes }) => so.replaceAll(character, becomes), text);

const agrees = (before: Match, after: Match) => before === 'perhaps' || before === after;

const scene = (patternAlphabet: string, valueAlphabet: string) =>
  unknowns.chain((some) =>
    fc.tuple(fc.constant(some), withUnknowns(patternAlphabet, some, 8), withUnknowns(valueAlphabet, some, 8)),
  );

describe('text with parts that only a deployment decides', () => {
  test('matches, or does not, as it will for whatever the deployment decides', () => {
    fc.assert(
      fc.property(scene('ab*?/-', 'ab/-'), ([some, pattern, value]) => {
        expect(agrees(matchText(pattern, value), matchText(deployed(pattern, some), deployed(value, some)))).toBe(true);
      }),
    );
  });

  test('is the same, or is not, as it will be', () => {
    fc.assert(
      fc.property(scene('ab*?/-', 'ab*?/-'), ([some, one, other]) => {
        expect(agrees(equalText(one, other), equalText(deployed(one, some), deployed(other, some)))).toBe(true);
      }),
    );
  });

  test('of an ARN, part by part', () => {
    const noColon = unknowns.map((some) => some.map((one) => ({ ...one, becomes: one.becomes.replaceAll(':', '') })));
    const arns = noColon.chain((some) =>
      fc.tuple(
        fc.constant(some),
        ...['ab*?-', 'ab-'].map((alphabet) =>
          fc
            .tuple(
              withUnknowns(alphabet, some, 3),
              withUnknowns(alphabet, some, 3),
              withUnknowns(`${alphabet}/`, some, 6),
            )
            .map(([region, account, what]) => `arn:aws:s3:${region}:${account}:${what}`),
        ),
      ),
    );
    fc.assert(
      fc.property(arns, ([some, pattern = '', value = '']) => {
        expect(agrees(matchArn(pattern, value), matchArn(deployed(pattern, some), deployed(value, some)))).toBe(true);
      }),
    );
  });
});

test('capitals do not matter in an action, and do in any other text', () => {
  expect([matchAction('S3:GET*', 's3:GetObject'), matchText('S3:GET*', 's3:GetObject'), equalText('a', 'A')]).toEqual([
    'yes',
    'no',
    'no',
  ]);
});
