import { eachTemplate, type Rewrite } from './rewrite.ts';

/**
 * The emulator does not know `sts:SourceIdentity`. What a trust policy demands of it is demanded of the external id instead, which the
 * rehearsal's broker sets to the same name; a session without a name is refused all the same.
 */
export const nameOfThePerson: Rewrite = (templates) =>
  eachTemplate(templates, (value, key) => {
    if (!key.startsWith('String') || typeof value !== 'object' || value === null) return value;
    return Object.hasOwn(value, 'sts:SourceIdentity')
      ? Object.fromEntries(
          Object.entries(value).map(([name, wanted]) => [
            name === 'sts:SourceIdentity' ? 'sts:ExternalId' : name,
            wanted,
          ]),
        )
      : value;
  });
