// Everything on: CDK's CloudFormation validation as errors, cdk-nag, our rules, over every example deployment.
process.env.CDK_VALIDATION = 'true';

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.compliance.test.ts'],
  testTimeout: 300_000,
  transform: { '^.+\\.ts$': '<rootDir>/test/esbuild-transform.cjs' },
};
