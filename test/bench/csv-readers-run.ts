import { readers } from './csv-readers.ts';

/** `csv-readers-run.ts <reader> <file>`: one reader in a process of its own. */
const [name = '', file = ''] = process.argv.slice(2);
const read = readers[name];
if (read === undefined) throw new Error(`there is no reader ${name}`);
void read(file).then((counts) => {
  console.log(counts);
});
