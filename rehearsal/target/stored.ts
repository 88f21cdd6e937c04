import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, ListObjectVersionsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Clients } from '../clients.ts';

/** Every key in a bucket, all pages. */
export async function keysIn({ s3 }: Clients, bucket: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    keys.push(...Contents.map(({ Key = '' }) => Key));
  }
  return keys.sort();
}

export async function versionsIn({ s3 }: Clients, bucket: string): Promise<readonly string[]> {
  const { Versions = [], IsTruncated } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  if (IsTruncated) throw new Error(`${bucket} holds more versions than this scenario expects`);
  return Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`).sort();
}

export async function textOf({ s3 }: Clients, bucket: string, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** Logical id -> physical id. */
export async function physicalIds({ cloudformation }: Clients, stack: string): Promise<ReadonlyMap<string, string>> {
  const { StackResources = [] } = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: stack }));
  return new Map(StackResources.map((one) => [one.LogicalResourceId ?? '', one.PhysicalResourceId ?? '']));
}
