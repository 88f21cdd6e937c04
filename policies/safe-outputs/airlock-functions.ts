import type { Estate, Resource } from '../estate/estate.ts';
import { oncePerEstate } from '../estate/views.ts';
import { airlockStores } from './airlock-stores.ts';
import { handsOn, objectIn, puttingObjects } from './hands.ts';

/** The one function that may put into every store of a noun; undefined where several may, or nobody. */
const soleWriter = (
  noun: 'review' | 'release',
  keys: readonly string[],
): ((estate: Estate) => { readonly lambda: Resource | undefined }) =>
  oncePerEstate((estate) => {
    const targets = airlockStores(estate, noun).flatMap((bucket) => keys.map((key) => objectIn(estate, bucket, key)));
    const writing = handsOn(estate, puttingObjects, targets);
    const [first] = writing;
    return { lambda: writing.length === 1 ? first?.lambda : undefined };
  });

const ofReviews = soleWriter('review', ['frozen/x/1/x', 'reports/x/1.json']);
const ofReleases = soleWriter('release', ['x/x/x']);

/** Freezes and checks: known by what it alone may write. */
export const checkerOf = (estate: Estate): Resource | undefined => ofReviews(estate).lambda;

/** Releases: known by what it alone may write. */
export const releaserOf = (estate: Estate): Resource | undefined => ofReleases(estate).lambda;
