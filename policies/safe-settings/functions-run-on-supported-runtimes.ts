import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Runtimes that AWS patches for at least a year more. */
const supported = ['nodejs24.x', 'nodejs22.x', 'python3.14', 'python3.13'];

export const functionsRunOnSupportedRuntimes: Rule = {
  id: 'functions-run-on-supported-runtimes',
  safe: 'settings',
  controls: ['2.7.02'],
  severity: 'error',
  why: 'AWS patches a supported runtime by itself; a deprecated one stays as vulnerable as it was.',
  fix: `set Runtime to one of ${supported.join(', ')}`,
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  check: (estate) =>
    estate.ofType('AWS::Lambda::Function').map((lambda) => {
      const runtime = text(lambda.properties.Runtime);
      const image = lambda.properties.PackageType === 'Image';
      return judged(
        runtime !== undefined && supported.includes(runtime),
        lambda,
        'Properties.Runtime',
        `${runtime} is patched by AWS`,
        image
          ? 'is a container image, which AWS does not patch'
          : `${runtime ?? 'an unknown runtime'} is not supported`,
      );
    }),
};
