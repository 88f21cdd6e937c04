/** Functions of Athena that DuckDB has under another name, with the same arguments and the same meaning for what we ask. */
const otherNames: Readonly<Record<string, string>> = {
  date_format: 'strftime',
  json_extract_scalar: 'json_extract_string',
};

/** Athena's SQL for the emulator's DuckDB. Nothing but names changes; whatever else DuckDB does not know fails there, loudly. */
export const forDuckDb = (sql: string): string =>
  Object.entries(otherNames).reduce(
    (text, [theirs, ours]) => text.replaceAll(new RegExp(`\\b${theirs}\\(`, 'gi'), `${ours}(`),
    sql,
  );

/** Athena fills in parameters itself; the emulator has to be given the text with them in it. */
export const withParameters = (sql: string, parameters: readonly string[]): string => {
  const left = [...parameters];
  const filled = sql.replaceAll('?', () => {
    const value = left.shift();
    if (value === undefined) throw new Error(`the query wants more parameters than ${parameters.length}:\n${sql}`);
    return `'${value.replaceAll("'", "''")}'`;
  });
  if (left.length > 0) throw new Error(`the query takes fewer parameters than ${parameters.length}:\n${sql}`);
  return filled;
};
