import type { MutableTemplates } from '../mutant.ts';
import { account, roleArn } from '../safe-data/changes.ts';

const stack = 'thames-valley-safe-data';
const name = `tre-thames-valley-release-${account}-eu-west-2-an`;

export const releaseObjects = `arn:aws:s3:::${name}/*`;

/** Adds a bucket for what is released, and the function that writes it. */
export function addRelease(templates: MutableTemplates, more: Record<string, unknown> = {}): void {
  templates.add(stack, 'ReleaseBucket', { Type: 'AWS::S3::Bucket', Properties: { BucketName: name, ...more } });
  templates.add(stack, 'ReleaseRole', {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'tre-thames-valley-release',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'release',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: releaseObjects }],
          },
        },
      ],
    },
  });
  addReleaseFunction(templates, 'ReleaseFunction');
}

export const addReleaseFunction = (templates: MutableTemplates, id: string): void =>
  templates.add(stack, id, {
    Type: 'AWS::Lambda::Function',
    Properties: { Role: { 'Fn::GetAtt': ['ReleaseRole', 'Arn'] }, Handler: 'index.handler', Runtime: 'nodejs24.x' },
  });

export const admitToRelease = (templates: MutableTemplates, Principal: unknown, Action: unknown): void =>
  templates.add(stack, 'ReleaseBucketPolicy', {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'ReleaseBucket' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action, Resource: releaseObjects }],
      },
    },
  });

export const named = (role: string) => ({ AWS: roleArn(`tre-thames-valley-${role}`) });
