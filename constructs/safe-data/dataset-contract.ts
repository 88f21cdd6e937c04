/** One column as its controller and we agreed. */
export interface ColumnContract {
  readonly name: string;
  readonly type: 'string' | 'int' | 'bigint' | 'double' | 'boolean' | 'date' | 'timestamp';
  /** `direct-identifier` stays in the vault; `linkage` is curated as a pseudonym, which is text. */
  readonly role: 'linkage' | 'direct-identifier' | 'quasi-identifier' | 'sensitive' | 'plain';
  readonly description: string;
}

export interface TableContract {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ColumnContract[];
}

export interface DatasetContract {
  readonly id: string;
  readonly tables: readonly TableContract[];
}

export interface CuratedColumn extends Omit<ColumnContract, 'role'> {
  /** Position in the contract, from 1; frozen, for Iceberg knows columns by it. */
  readonly fieldId: number;
}

/** What of a table leaves the vault. */
export const curatedColumns = ({ columns }: TableContract): readonly CuratedColumn[] =>
  columns.flatMap(({ name, type, role, description }, index) =>
    role === 'direct-identifier'
      ? []
      : [{ name, description, type: role === 'linkage' ? 'string' : type, fieldId: index + 1 }],
  );
