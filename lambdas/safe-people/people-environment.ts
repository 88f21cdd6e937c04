import * as z from 'zod/mini';

const name = z.string().check(z.minLength(3));

/** Environment of the functions `people-private` and `people-public`. */
export const PeopleEnv = z.object({
  DOOR: z.enum(['private', 'public']),
  REGISTER_TABLE: name,
  /** What access demands of everybody: JSON of `Demand[]`. Whoever decides must be told, or two could decide differently. */
  DEMANDS: name,
});

/** Environment of the function `worker`. */
export const WorkerEnv = z.object({ REGISTER_TABLE: name });

/** Environment of the function `identity-watch`. */
export const IdentityWatchEnv = z.object({ REGISTER_TABLE: name });

/** Environment of the function `founding`. */
export const FoundingEnv = z.object({ REGISTER_TABLE: name });
