import { doors } from '../estate/doors.ts';
import { record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Milliseconds that API Gateway waits for an integration, unless a quota of the account was raised. */
const longest = 29_000;
/** An answer in a stream may last a quarter of an hour: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
const longestStream = 900_000;

export const doorsAnswerWithinTheQuota: WorksOnAwsRule = {
  id: 'doors-answer-within-the-quota',
  severity: 'error',
  why: 'API Gateway waits 29 seconds for an answer; a longer wait is refused at import until the account asks for more.',
  fix: 'leave timeoutInMillis at 29,000 or below',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  check: (estate) =>
    doors(estate).flatMap(({ api, operations }) =>
      operations.map(({ name, path, written, streams }) => {
        const most = streams === true ? longestStream : longest;
        const { timeoutInMillis: wait = longest } = record(written['x-amazon-apigateway-integration']);
        return judged(
          Number(wait) >= 50 && Number(wait) <= most,
          api,
          path,
          `${name} is waited for ${Number(wait)} milliseconds`,
          `${name} is waited for ${String(wait)} milliseconds, and API Gateway takes 50 to ${most}`,
        );
      }),
    ),
};
