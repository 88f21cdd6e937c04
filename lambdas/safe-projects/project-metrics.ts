import { type ProjectState, projectStates } from './contract.ts';
import type { ProjectRecord, Timing } from './project-record.ts';

const day = 24 * 60 * 60 * 1000;
const tenths = (days: number): number => Math.round(days * 10) / 10;

/** Days from the first submission to the decision, and those of them on which the application did not lie with the applicant. */
export interface TimeToDecision {
  readonly elapsedDays: number;
  readonly workingDays: number;
}

export function timeToDecision({ submittedAt, decidedAt, returned }: Timing): TimeToDecision | undefined {
  if (submittedAt === undefined || decidedAt === undefined) return undefined;
  const decided = Date.parse(decidedAt);
  const elapsed = decided - Date.parse(submittedAt);
  const away = returned.reduce(
    (sum, { from, until }) => sum + Math.max(0, Math.min(Date.parse(until ?? decidedAt), decided) - Date.parse(from)),
    0,
  );
  return { elapsedDays: elapsed / day, workingDays: (elapsed - away) / day };
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? 0 : (low + high) / 2;
};

export interface ProjectMetrics {
  readonly states: readonly { readonly state: ProjectState; readonly projects: number }[];
  readonly decided: number;
  /** Days with one decimal; 0 where nothing was decided yet. */
  readonly medianElapsedDays: number;
  readonly medianWorkingDays: number;
  readonly longestElapsedDays: number;
}

/** Figures that anybody may see: counts and times, and of no project alone but in a count of one. */
export function projectMetrics(records: readonly ProjectRecord[]): ProjectMetrics {
  const times = records.flatMap(({ timing }) => timeToDecision(timing) ?? []);
  const elapsed = times.map(({ elapsedDays }) => elapsedDays);
  return {
    states: projectStates.map((state) => ({
      state,
      projects: records.filter((record) => record.state === state).length,
    })),
    decided: times.length,
    medianElapsedDays: tenths(median(elapsed)),
    medianWorkingDays: tenths(median(times.map(({ workingDays }) => workingDays))),
    longestElapsedDays: tenths(Math.max(0, ...elapsed)),
  };
}
