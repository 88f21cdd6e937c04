import type { House } from './airlock-house.ts';

/** Everything in the table `releases`, as one text. */
export const releasesStoreTexts = ({ releasesStore }: Pick<House, 'releasesStore'>): string =>
  JSON.stringify(releasesStore.items());
