import { createReadStream } from 'node:fs';
import { check } from '../../lambdas/safe-outputs/disclosure/check.ts';
import type { Source } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { profiles } from '../../lambdas/safe-outputs/disclosure/profiles.ts';

/** `outputs-check-run.ts nothing | check <file> | small-files <count>`: one check in a process of its own. */
const [what, argument = ''] = process.argv.slice(2);
const profile = profiles['uk-health-10'];

const smallFile = (index: number): Source => ({
  path: `table-${index}.csv`,
  async *open() {
    const turn = (index * 2654435761) >>> 0;
    const count = (cell: number) => 100 + ((turn >>> cell) % 900);
    const rows = ['North', 'South', 'East', 'West', 'Middle'].map((region, row) => {
      const [female, male] = [count(row), count(row + 7)];
      return `${region},${female},${male},${female + male}`;
    });
    yield Buffer.from(`region ${index},Female,Male,Total\n${rows.join('\n')}\n`);
  },
});

async function run(): Promise<void> {
  if (what === 'check') {
    const open = () => createReadStream(argument, { highWaterMark: 1 << 20 });
    const { files } = await check([{ path: 'outputs.csv', open }], profile, { earlier: [] });
    console.log(files[0]?.verdict, files[0]?.findings.length);
  }
  if (what === 'small-files')
    for (let from = 0; from < Number(argument); from += 100)
      await check(
        Array.from({ length: 100 }, (_, index) => smallFile(from + index)),
        profile,
        { earlier: [] },
      );
}
void run();
