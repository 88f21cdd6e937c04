import { join } from 'node:path';
import { productMutants } from './mutants.ts';
import { mutate } from './mutating.ts';

/** By hand: `node --import tsx test/model/mutate.ts [part of the name, or numbers such as 1-15] [sequences]`. */
void mutate({ runner: join(__dirname, 'run.ts'), mutants: productMutants, longest: 9 });
