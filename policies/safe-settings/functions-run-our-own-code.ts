import { functions } from '../estate/functions.ts';
import { at, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Where the bootstrap of this account keeps what synthesis bundled. */
const assets = (account: string | undefined, region: string | undefined): RegExp =>
  new RegExp(`^cdk-[a-z0-9]{1,10}-assets-${account}-${region}$`);

/** Variables by which a runtime or the loader starts something else first. */
const startsOther =
  /^(AWS_ENDPOINT_URL\w*|(HTTPS?|ALL)_PROXY|NODE_\w+|SSL_CERT_\w+|AWS_LAMBDA_EXEC_WRAPPER|LD_PRELOAD|LD_LIBRARY_PATH|PYTHON\w+|JAVA_TOOL_OPTIONS)$/;

export const functionsRunOurOwnCode: Rule = {
  id: 'functions-run-our-own-code',
  safe: 'settings',
  controls: ['TRE-X12', '3.1.12'],
  severity: 'fatal',
  why: "Code from another bucket, or a layer of another account, runs with our function's rights and changes without us.",
  fix: 'bundle the code with the templates, leave layers out, and give the function a role of the estate',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html',
  check: (estate) =>
    functions(estate).map(({ resource, role }) => {
      const stack = estate.stacks.find(({ name }) => name === resource.stack);
      const bucket = text(at(resource, 'Code.S3Bucket')) ?? '';
      const troubles = [
        assets(stack?.account, stack?.region).test(bucket)
          ? ''
          : 'its code does not come from the bootstrap of this account',
        list(resource.properties.Layers).length === 0 ? '' : 'it runs layers',
        resource.properties.PackageType === undefined || resource.properties.PackageType === 'Zip'
          ? ''
          : 'it runs an image',
        Object.keys(record(at(resource, 'Environment.Variables'))).some((name) => startsOther.test(name))
          ? 'its environment starts something else first'
          : '',
        role === undefined ? 'its role is not of this estate' : '',
      ].filter(Boolean);
      return judged(
        troubles.length === 0,
        resource,
        'Properties.Code',
        'runs what was bundled with the templates, with a role of the estate',
        troubles.join(', and '),
      );
    }),
};
