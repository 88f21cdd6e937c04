import { doors } from '../estate/doors.ts';
import { record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const streamsAreCalledAsStreams: WorksOnAwsRule = {
  id: 'streams-are-called-as-streams',
  severity: 'error',
  why: 'A function that streams is called by another address than one that answers whole; with one of both alone, an answer beyond 6 MB or a binary one comes as an error.',
  fix: 'say responseTransferMode STREAM, name the address 2021-11-15/functions/<arn>/response-streaming-invocations, and ask for both in a proxy integration',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html',
  check: (estate) =>
    doors(estate).flatMap(({ api, operations }) =>
      operations.map(({ name, path, written, streams }) => {
        const { type, uri } = record(written['x-amazon-apigateway-integration']);
        const version = streams === true ? '2021-11-15' : '2015-03-31';
        const isProxy = type === 'aws_proxy' || streams === false;
        return judged(
          streams !== 'unclear' &&
            isProxy &&
            (type !== 'aws_proxy' || String(uri).includes(`:lambda:path/${version}/`)),
          api,
          path,
          `${name} is answered ${streams === true ? 'in a stream' : 'whole'}, and called so`,
          `${name} is called by an address and answered in a mode that do not belong together`,
        );
      }),
    ),
};
