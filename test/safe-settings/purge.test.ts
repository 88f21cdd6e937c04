import { type Ports, purge, purging, type Version } from '../../lambdas/safe-settings/purge.ts';

/** A bucket that gives its versions a page at a time and refuses those it is told to. */
class FakeBucket implements Ports {
  readonly kept: Version[];
  readonly refuse: ReadonlySet<string>;
  pages = 0;

  constructor(count: number, refuse: readonly string[] = []) {
    this.kept = Array.from({ length: count }, (_, index) => ({ key: `file-${index}`, versionId: `v${index}` }));
    this.refuse = new Set(refuse);
  }

  async versions() {
    this.pages += 1;
    return this.kept.slice(0, 1000);
  }

  async deleteVersions(_bucket: string, versions: readonly Version[]) {
    const refused = versions.filter(({ key }) => this.refuse.has(key));
    for (const version of versions) {
      if (!this.refuse.has(version.key)) this.kept.splice(this.kept.indexOf(version), 1);
    }
    return refused.map(() => 'AccessDenied: locked');
  }
}

const asked = (RequestType: 'Create' | 'Update' | 'Delete', ResourceProperties: Record<string, unknown>) => ({
  RequestType,
  ResponseURL: '',
  StackId: '',
  RequestId: '',
  LogicalResourceId: 'Bucket0',
  ResourceProperties,
});

test('a trial bucket is emptied page by page until nothing is left', async () => {
  const bucket = new FakeBucket(2500);
  await purge(bucket, 'trial');
  expect(bucket.kept).toEqual([]);
  expect(bucket.pages).toBe(4);
});

test('a version that S3 keeps stops the removal, with the number and the reason of S3 and no name of a file', async () => {
  const bucket = new FakeBucket(3, ['file-1']);
  await expect(purge(bucket, 'trial')).rejects.toThrow('trial: 1 of 3 versions were not deleted: AccessDenied: locked');
});

test.each(['Create', 'Update'] as const)('%s of the stack deletes nothing', async (type) => {
  const bucket = new FakeBucket(3);
  await purging(bucket)(asked(type, { bucket: 'trial' }));
  expect(bucket.kept).toHaveLength(3);
  expect(bucket.pages).toBe(0);
});

test('a removal that names no bucket purges none', async () => {
  const bucket = new FakeBucket(3);
  await expect(purging(bucket)(asked('Delete', {}))).rejects.toThrow('must give bucket');
  expect(bucket.pages).toBe(0);
});
