import { weighted } from '../weighted.ts';

/** Person stated gender codes of the NHS Data Dictionary: 1 male, 2 female, 9 indeterminate, 0 not known. */
export const sex = weighted([
  ['1', 498],
  ['2', 510],
  ['9', 1],
  ['0', 1],
]);

/**
 * Ethnic category (the 16+1 of the census of 2001), https://www.datadictionary.nhs.uk/data_elements/ethnic_category.html, in
 * about the shares of England. `E` is left to the rare persons.
 */
export const ethnicCategory = weighted([
  ['A', 720],
  ['B', 9],
  ['C', 60],
  ['D', 8],
  ['F', 8],
  ['G', 8],
  ['H', 30],
  ['J', 28],
  ['K', 11],
  ['L', 17],
  ['M', 11],
  ['N', 26],
  ['P', 5],
  ['R', 7],
  ['S', 22],
  ['Z', 40],
]);

export const rareEthnicCategory = 'E';

const words = (text: string): readonly string[] => text.split(' ');

/** Trees and stones, so that nobody takes them for persons. */
export const givenNames = words(
  'Alder Amber Ash Aspen Beryl Birch Briar Cedar Clover Coral Elm Fern Flint Garnet Hazel Heather Holly Ivy' +
    ' Jasper Juniper Larch Laurel Linden Maple Myrtle Olive Opal Pearl Rowan Ruby Sorrel Willow',
);

/** `XX` first: nobody has such a name, and it sorts synthetic persons together. */
export const familyNames = words(
  'Ashby Brook Combe Dale Eden Fell Glen Heath Isle Knoll Lea Marsh Ness Orchard Peak Quarry Ridge Shaw' +
    ' Tarn Upland Vale Weir Yard Bank Cliff Dene Ford Grove Holm Moor Pool Wold',
).map((name) => `XX${name}`);
