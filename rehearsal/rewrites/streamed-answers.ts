import { eachTemplate, type Rewrite } from './rewrite.ts';

/** A function whose answer streams is called as one that answers whole; `emulator/streams-are-buffered.cjs` is its other half. */
export const streamedAnswers: Rewrite = (templates) =>
  eachTemplate(templates, (value, key) => {
    if (key === 'responseTransferMode') return 'BUFFERED';
    return typeof value === 'string'
      ? value
          .replace(':lambda:path/2021-11-15/functions/', ':lambda:path/2015-03-31/functions/')
          .replace('/response-streaming-invocations', '/invocations')
      : value;
  });
