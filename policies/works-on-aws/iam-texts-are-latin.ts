import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Dashes and quotation marks of typography lie beyond U+00FF; a description may hold no hard space (U+00A0) nor U+007F to U+009F either. */
const latin = /^[\t\n\r\u0020-\u00FF]*$/;
const described = /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/;

export const iamTextsAreLatin: WorksOnAwsRule = {
  id: 'iam-texts-are-latin',
  severity: 'error',
  why: 'IAM takes characters up to U+00FF in descriptions and policies; a dash, an apostrophe or a hard space of typography fails the role.',
  fix: 'write a hyphen and a straight apostrophe',
  source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
  check: (estate) =>
    estate.ofType('AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy').map((resource) => {
      const description = text(resource.properties.Description) ?? '';
      const { PolicyDocument, AssumeRolePolicyDocument, Policies } = resource.properties;
      const written = [...[PolicyDocument, AssumeRolePolicyDocument, Policies].map((one) => JSON.stringify(one) ?? '')];
      return judged(
        written.every((one) => latin.test(one)) && described.test(description) && description.length <= 1000,
        resource,
        'Properties.Description',
        'written in characters that IAM takes',
        'holds characters that IAM refuses, or more than 1,000 in its description',
      );
    }),
};
