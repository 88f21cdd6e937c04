/** As many as the profile demands pass. */
export const tooFewDegrees = (degrees: number, demanded: number): boolean => degrees < demanded;

/** What a model with `parameters` leaves of `n` records. */
export const residualDegrees = (n: number, parameters: number): number => n - parameters;
