// CDK's own template validation costs seconds per process; jest.compliance.cjs runs with it on.
process.env.CDK_VALIDATION ??= 'false';

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['\\.compliance\\.test\\.ts$'],
  // Machines are shared and noisy; a figure belongs in a benchmark.
  // Jest leaves a core to its own process, which waits: on two cores that halves the speed.
  maxWorkers: '100%',
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/sequencer.cjs',
  reporters: ['default', '<rootDir>/test/record-of-tests.cjs'],
  // The grammar of SQL is published as modules that only a bundler reads.
  transform: { '^.+\\.ts$|/dt-sql-parser/.+\\.js$': '<rootDir>/test/esbuild-transform.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!dt-sql-parser/)'],
};
