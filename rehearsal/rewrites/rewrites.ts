import type { Templates } from '../left-out/template.ts';
import { bucketNames } from './bucket-names.ts';
import { nameOfThePerson } from './name-of-the-person.ts';
import { networkOfTheCall } from './network-of-the-call.ts';
import { principalOfASession } from './principal-of-a-session.ts';
import type { Place } from './rewrite.ts';
import { streamedAnswers } from './streamed-answers.ts';

const rewrites = [bucketNames, networkOfTheCall, principalOfASession, nameOfThePerson, streamedAnswers];

/** The templates in words that the emulator understands as AWS understands ours. */
export const inItsWords = (templates: Templates, place: Place): Templates =>
  rewrites.reduce((so, rewrite) => rewrite(so, place), templates);
