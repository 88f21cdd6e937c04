import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { product, root, text } from './source.ts';

/** What each wing may import of the others. The linter enforces the same; this test shows that the linter does. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  bin: ['bin', 'lib', 'policies', 'lambdas', 'rehearsal'],
  rehearsal: ['rehearsal', 'lib', 'constructs'],
  lib: ['lib', 'constructs'],
  constructs: ['constructs'],
  lambdas: ['lambdas'],
  policies: ['policies'],
};

const imports = product.flatMap((file) =>
  [...text(file).matchAll(/from '(\.[^']+)'/g)].map((match) => ({
    file,
    target: join(dirname(file), match[1] ?? ''),
  })),
);

test('imports go one way', () => {
  expect(imports.length).toBeGreaterThan(100);
  const wrong = imports.filter(({ file, target }) => {
    const wing = file.split('/')[0] ?? '';
    const contract = wing === 'constructs' && /^lambdas\/.*contract\.ts$/.test(target);
    return !contract && !mayImport[wing]?.includes(target.split('/')[0] ?? '');
  });
  expect(wrong).toEqual([]);
});

const forbidden = [
  ['policies/safe-data', '../../constructs/tenancy.ts'],
  ['policies/safe-data', '../../lib/environment.ts'],
  ['policies/safe-data', '../../lambdas/safe-settings/purge.ts'],
  ['rehearsal', '../bin/assembly.ts'],
  ['rehearsal', '../policies/rule.ts'],
  ['constructs/safe-data', '../../lib/environment.ts'],
  ['constructs/safe-data', '../../policies/rule.ts'],
  ['constructs/safe-data', '../../lambdas/safe-settings/purge.ts'],
  ['lib', '../policies/rule.ts'],
  ['lambdas/safe-settings', '../../constructs/tenancy.ts'],
] as const;

test('the linter refuses every import that goes the other way, and lets a contract through', () => {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  writeFileSync(join(house, 'biome.json'), text('biome.json'));
  const place = (folder: string, name: string, target: string) => {
    mkdirSync(join(house, folder), { recursive: true });
    writeFileSync(join(house, folder, name), `export * as probe from '${target}';\n`);
  };
  forbidden.forEach(([folder, target], index) => {
    place(folder, `probe-${index}.ts`, target);
  });
  place('constructs/safe-data', 'allowed.ts', '../../lambdas/safe-data/contract.ts');

  const biome = join(root, 'node_modules', '.bin', 'biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--max-diagnostics=50', '.'], { cwd: house, encoding: 'utf8' });
  rmSync(house, { recursive: true });

  const refused = [...`${stdout}${stderr}`.matchAll(/(\S+\.ts):\d+:\d+ lint\/style\/noRestrictedImports/g)].map(
    (match) => match[1],
  );
  expect(refused.sort()).toEqual(forbidden.map(([folder], index) => `${folder}/probe-${index}.ts`).sort());
});
