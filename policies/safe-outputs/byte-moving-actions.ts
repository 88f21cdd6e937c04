import type { Route } from './byte-moving-routes.ts';
import { bytesOutByCompute } from './bytes-out-by-compute.ts';
import { bytesOutInMessages } from './bytes-out-in-messages.ts';
import { bytesOutOfStores } from './bytes-out-of-stores.ts';

/** Every way known to us by which AWS itself can be told to move bytes. */
export const byteMovingRoutes: readonly Route[] = [...bytesOutOfStores, ...bytesOutInMessages, ...bytesOutByCompute];
