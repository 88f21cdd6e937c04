import { diceFor } from './dice.ts';
import type { Person } from './person.ts';

/**
 * An invented geography: 1,500 areas, some crowded and some nearly empty, and one remote area where only the rare persons live.
 * Every code has the shape of a real one and lies outside what is in use, so none is anybody's home, practice or hospital.
 */
const areas = 1500;
const remote = areas;

const dice = {
  area: diceFor('area'),
  door: diceFor('door'),
  decile: diceFor('decile'),
  practice: diceFor('practice'),
};

/** Squared, so that the first areas are crowded and the last nearly empty. */
export function areaOf({ key, rare }: Person): number {
  if (rare) return remote;
  const share = dice.area(key) / 2 ** 32;
  return Math.floor(share * share * areas);
}

const made = (length: number, code: (index: number) => string): readonly string[] =>
  Array.from({ length }, (_, index) => code(index));

const lsoas = made(areas + 1, (area) => `E01${900_000 + area}`);
const msoas = made(areas + 1, (area) => `E02${990_000 + Math.floor(area / 5)}`);
const practices = made(areas, (practice) => `V9${String(practice).padStart(4, '0')}`);
const providers = made(9, (provider) => `RZ${provider + 1}`);

/** The Office for National Statistics has given out E01000001 to about E01035800, and E02000001 to about E02007200. */
export const lsoaOf = (person: Person): string => lsoas[areaOf(person)] ?? '';
export const msoaOf = (person: Person): string => msoas[areaOf(person)] ?? '';

/** 1 is the most deprived tenth, as in the indices of deprivation; a fact of the area. */
export const decileOf = (person: Person): number => 1 + (dice.decile(areaOf(person)) % 10);

/** Two or three practices serve eight neighbouring areas; codes under V are defaults such as V81999, never a practice. */
export function practiceOf(person: Person): string {
  const area = areaOf(person);
  return practices[area === remote ? areas - 1 : Math.floor(area / 8) * 3 + (dice.practice(person.key) % 3)] ?? '';
}

/** The hospital of a stay: mostly the nearest, sometimes another. */
export function providerOf(person: Person, drawn: number): string {
  const nearest = areaOf(person) % 7;
  return providers[drawn % 8 === 0 ? drawn % providers.length : nearest] ?? '';
}

const inward = 'ABDEFGHJLNPQRSTUWXYZ';

/** ZA is no postcode area, yet a detector of postcodes knows the shape; ZZ99 would be a pseudo-postcode of the NHS. */
export function postcodeOf(person: Person): string {
  const area = areaOf(person);
  const drawn = dice.door(person.key);
  const letters = `${inward[drawn % 20]}${inward[(drawn >>> 8) % 20]}`;
  return `ZA${1 + Math.floor(area / 16)} ${area % 10}${letters}`;
}
