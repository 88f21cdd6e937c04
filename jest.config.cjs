// CDK's own template validation costs seconds per process; jest.compliance.cjs runs with it on.
process.env.CDK_VALIDATION ??= 'false';

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['\\.compliance\\.test\\.ts$'],
  transform: { '^.+\\.ts$': '<rootDir>/test/esbuild-transform.cjs' },
};
