import { airlockEffectKinds } from '../../../lambdas/safe-outputs/airlock/airlock-effects.ts';
import { airlockTransitions } from '../../../lambdas/safe-outputs/airlock/airlock-transitions.ts';
import { checkerJobs } from '../../../lambdas/safe-outputs/checker.ts';
import type { CheckerPorts } from '../../../lambdas/safe-outputs/checker-ports.ts';
import { releaseJobs } from '../../../lambdas/safe-outputs/release.ts';
import type { ReleasePorts } from '../../../lambdas/safe-outputs/release-ports.ts';

test('whatever a request can order is carried out by one function, and a function waits for nothing that no request orders', () => {
  const carriedOut = [...checkerJobs({} as CheckerPorts), ...releaseJobs({ releases: {} } as ReleasePorts)].map(
    ({ kind }) => kind,
  );
  const ordered = new Set(airlockTransitions.flatMap(({ effects }) => effects));
  expect([...carriedOut].sort()).toEqual([...airlockEffectKinds].sort());
  expect([...ordered].sort()).toEqual([...airlockEffectKinds].sort());
});
