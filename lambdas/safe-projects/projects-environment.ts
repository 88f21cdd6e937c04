import * as z from 'zod/mini';

/** Environment of the function `projects-public`. */
export const ProjectsEnv = z.object({
  REGISTER_TABLE: z.string().check(z.minLength(3)),
  /** What access demands of everybody: JSON of `Demand[]`. */
  DEMANDS: z.string().check(z.minLength(3)),
});
