import { type Place, refusedAt, type SqlRefusal } from './place.ts';

/** A table's or function's name, part by part, without quotes and in lower case, as Athena reads both kinds. */
export interface Name extends Place {
  readonly parts: readonly string[];
}

/** https://docs.aws.amazon.com/athena/latest/ug/understanding-tables-databases-and-the-data-catalog.html */
const ownCatalogue = 'awsdatacatalog';

/** `"A""b"` is `a"b`; Athena reads all names in lower case. */
export const unquoted = (text: string): string => {
  const quote = text.charAt(0);
  const bare = quote === '"' || quote === '`' ? text.slice(1, -1).replaceAll(quote + quote, quote) : text;
  return bare.toLowerCase();
};

/** Nothing where the name leads to the project's own database; a name of one part does, or to a table of the query itself. */
export function strays({ parts, ...place }: Name, database: string): SqlRefusal | undefined {
  const [, schema, catalogue] = [...parts].reverse();
  if (schema === undefined) return undefined;
  if (schema === 'information_schema') {
    return refusedAt(
      'database',
      place,
      "information_schema lists all databases, which the project's role cannot; ask SHOW TABLES or DESCRIBE",
    );
  }
  if (catalogue !== undefined && catalogue !== ownCatalogue) {
    return refusedAt('catalogue', place, `a table of another catalogue; the project reads ${ownCatalogue} alone`);
  }
  if (schema !== database || parts.length > 3) {
    return refusedAt('database', place, `a table of another database; the project reads ${database} alone`);
  }
  return undefined;
}
