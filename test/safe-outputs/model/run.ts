import { runByHand } from '../../model/running-by-hand.ts';
import { holds } from './sequences.ts';

/** By hand, with another seed: `node --import tsx test/safe-outputs/model/run.ts <seed> <runs> <longest> <1: do not make it smaller>`. */
void runByHand(holds);
