import { S3Client } from '@aws-sdk/client-s3';
import { customResource } from './custom-resource.ts';
import { purging } from './purge.ts';
import { s3Ports } from './purge-s3.ts';

export const handler = customResource(purging(s3Ports(new S3Client())));
