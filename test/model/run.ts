import { runByHand } from './running-by-hand.ts';
import { holds } from './sequences.ts';

/** By hand, with another seed: `node --import tsx test/model/run.ts <seed> <runs> <longest> <1: do not make it smaller>`. */
void runByHand(holds);
