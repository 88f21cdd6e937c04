import { DefaultStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';

/**
 * For a template that somebody deploys before there is a bootstrap, or where there is none: it asks for no version of one. The assertion is
 * there because CDK's own class and interface differ in what `undefined` may be.
 */
export const unbootstrapped = () =>
  new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
