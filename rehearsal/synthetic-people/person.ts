import { firstDay, lastDay } from './calendar.ts';
import { diceFor, draw } from './dice.ts';
import { rarity } from './rarity.ts';
import { weighted } from './weighted.ts';

/** Somebody who never lived. A pure function of (seed, index), so the same in every dataset and every slice. */
export interface Person {
  readonly seed: number;
  readonly index: number;
  /** Seed of everything else about the person; any dice thrown with it is a fact about them that never changes. */
  readonly key: number;
  /** Day of birth, never after `lastDay`. */
  readonly birth: number;
  /** Day of death, if it fell between `firstDay` and `lastDay`. */
  readonly death: number | undefined;
  readonly rare: boolean;
}

/** Decades of age in about the shares of the census of England in 2021 (Office for National Statistics), per thousand. */
const decade = weighted([
  [0, 115],
  [1, 120],
  [2, 126],
  [3, 138],
  [4, 128],
  [5, 135],
  [6, 109],
  [7, 84],
  [8, 38],
  [9, 6],
  [10, 1],
]);

/** Of a thousand people of that decade, how many die within the window; made up, and rising with age as it does. */
const dyingPerThousand = [2, 2, 4, 6, 12, 28, 70, 170, 400, 750, 900];

const dice = {
  people: diceFor('people'),
  decade: diceFor('decade'),
  birth: diceFor('birth'),
  dies: diceFor('dies'),
  death: diceFor('death'),
};

export function personAt(seed: number, index: number): Person {
  const key = draw(index, dice.people(seed));
  const rank = rarity(index);
  const tens = rank === undefined ? decade(dice.decade(key)) : 6;
  const birth = lastDay - 1 - tens * 3652 - (dice.birth(key) % (tens === 10 ? 2_000 : 3652));
  const dies = rank === undefined ? dice.dies(key) % 1000 < (dyingPerThousand[tens] ?? 0) : rank % 2 === 0;
  const from = Math.max(firstDay, birth);
  return {
    seed,
    index,
    key,
    birth,
    death: dies ? from + (dice.death(key) % (lastDay - from)) : undefined,
    rare: rank !== undefined,
  };
}
