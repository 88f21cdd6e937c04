import { sequencesHold } from './part.ts';

sequencesHold(2);
