/** Holds the place of the function until it is built: whoever calls it is refused. */
export const handler = async (): Promise<never> => {
  throw new Error('this function is not built yet');
};
