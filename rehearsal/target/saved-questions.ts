import { type AthenaClient, GetNamedQueryCommand, paginateListNamedQueries } from '@aws-sdk/client-athena';

/** Name -> SQL of every question saved in a workgroup. */
export async function savedQuestions(athena: AthenaClient, workgroup: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { NamedQueryIds = [] } of paginateListNamedQueries({ client: athena }, { WorkGroup: workgroup })) {
    for (const NamedQueryId of NamedQueryIds) {
      const { NamedQuery } = await athena.send(new GetNamedQueryCommand({ NamedQueryId }));
      found.set(NamedQuery?.Name ?? '', NamedQuery?.QueryString ?? '');
    }
  }
  return found;
}
