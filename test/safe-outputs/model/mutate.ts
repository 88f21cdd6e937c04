import { join } from 'node:path';
import { mutate } from '../../model/mutating.ts';
import { airlockMutants } from './mutants.ts';

/** By hand: `node --import tsx test/safe-outputs/model/mutate.ts [part of the name, or numbers such as 1-15] [sequences]`. */
void mutate({ runner: join(__dirname, 'run.ts'), mutants: airlockMutants, longest: 6 });
