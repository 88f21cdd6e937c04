import { buckets } from '../estate/stores.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { bucketAt, type Column, columnsOf, locationsOf } from './catalogue-tables.ts';
import { dataBuckets } from './data-buckets.ts';
import { isLinkage, namesPerson } from './identifying-names.ts';

/** A pseudonym is text, whatever the source column was, so a linkage column passes as text only. */
const tells = ({ name, type }: Column): boolean => namesPerson(name) || (isLinkage(name) && type !== 'string');

/**
 * A name is not proof of content: the ingest checks look at values, and this refuses a table that announces an identifier. Tables over
 * stores of logs hold no records. A crawler makes tables at run time that nobody has read.
 */
export const curatedTablesHoldNoDirectIdentifier: Rule = {
  id: 'curated-tables-hold-no-direct-identifier',
  safe: 'data',
  controls: ['TRE-X01'],
  severity: 'fatal',
  why: 'What the catalogue describes is what researchers come to see; identifiers stay in the vault.',
  fix: 'give the column the role direct-identifier, or linkage, in the contract of its dataset, and let no crawler make tables',
  check: (estate) => {
    const data = new Set(dataBuckets(estate).map(({ resource }) => resource));
    const logs = new Set(
      buckets(estate)
        .map(({ resource }) => resource)
        .filter((bucket) => !data.has(bucket)),
    );
    const tables = estate.ofType('AWS::Glue::Table').filter((table) => {
      const places = locationsOf(table);
      return !(places.length > 0 && places.every((place) => isIn(logs, bucketAt(estate, place))));
    });
    return [
      ...estate
        .ofType('AWS::Glue::Crawler')
        .map((crawler) => fail(crawler, 'Type', 'a crawler makes tables whose columns no template shows')),
      ...tables.map((table) => {
        const columns = columnsOf(table);
        const named = columns?.filter(tells) ?? [];
        return judged(
          columns !== undefined && named.length === 0,
          table,
          'Properties',
          `none of ${columns?.length} columns names a person`,
          columns === undefined
            ? 'its columns are unknown'
            : `columns that name a person: ${named.map(({ name }) => name).join(', ')}`,
        );
      }),
    ];
  },
};

const isIn = <T>(set: ReadonlySet<T>, item: T | undefined): boolean => item !== undefined && set.has(item);
