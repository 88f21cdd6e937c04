import { files, product, text } from './source.ts';

const wings = ['constructs', 'lambdas', 'policies', 'test'] as const;
const safes = ['safe-settings', 'safe-data', 'safe-people', 'safe-projects', 'safe-outputs'];
const alsoIn: Readonly<Record<(typeof wings)[number], readonly string[]>> = {
  constructs: [],
  lambdas: ['workflow'],
  policies: ['estate', 'catalogue', 'evidence', 'works-on-aws', 'audit'],
  test: [
    'estate',
    'catalogue',
    'evidence',
    'config',
    'house',
    'cases',
    'bench',
    'command-line',
    'works-on-aws',
    'audit',
    'rehearsal',
    'mutants',
    'model',
    'workflow',
  ],
};

const foldersOf = (wing: string) =>
  new Set(
    files.filter((file) => file.startsWith(`${wing}/`) && file.split('/').length > 2).map((file) => file.split('/')[1]),
  );

describe('the house', () => {
  test('looks at the whole product', () => {
    expect(product.length).toBeGreaterThan(50);
  });

  test.each(wings)('%s has the Five Safes for rooms, and only the rooms the design names', (wing) => {
    for (const folder of foldersOf(wing)) expect([...safes, ...alsoIn[wing]]).toContain(folder);
  });

  test('no room or file has a name that says nothing', () => {
    const empty = /(^|\/)(utils?|common|shared|helpers?|misc|types|lib\/index)(\/|\.ts$)/;
    expect(files.filter((file) => empty.test(file))).toEqual([]);
  });

  test('every file is named in lower-case words joined by hyphens', () => {
    const odd = product.filter((file) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*(\.handler)?\.ts$/.test(file));
    expect(odd).toEqual([]);
  });

  test('no file has more than 250 lines unless its header says why', () => {
    const long = product.filter((file) => {
      const lines = text(file).split('\n');
      return lines.length > 250 && !/Long because/.test(lines.slice(0, 10).join('\n'));
    });
    expect(long).toEqual([]);
  });

  test('the median file has about 60 lines', () => {
    const sizes = product.map((file) => text(file).split('\n').length).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(75);
  });

  test('no ARN is written out: partitions and accounts come from the stack', () => {
    expect(product.filter((file) => text(file).includes('arn:aws:'))).toEqual([]);
  });

  test('classes extend Construct, Stack, Stage, Error or the base of the rule packs', () => {
    const allowed = ['Construct', 'Stack', 'Stage', 'Error', 'AwsSolutionsChecks', 'NagPack'];
    const bases = product.flatMap((file) =>
      [...text(file).matchAll(/class \w+ extends (\w+)/g)].map((match) => `${file}: ${match[1]}`),
    );
    expect(bases.length).toBeGreaterThan(10);
    expect(bases.filter((base) => !allowed.includes(base.split(': ')[1] ?? ''))).toEqual([]);
  });

  test('nothing silences a checker', () => {
    const silencers = /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/;
    expect(product.filter((file) => silencers.test(text(file)))).toEqual([]);
  });

  test('no CloudFormation parameter or condition: choices are made at synthesis', () => {
    // But those of `cdk bootstrap`, which passes them to whatever it deploys; each has one value, and nothing refers to it.
    expect(product.filter((file) => /new (CfnParameter|CfnCondition)\b/.test(text(file)))).toEqual([
      'constructs/safe-settings/bootstrap-parameters.ts',
    ]);
  });
});
