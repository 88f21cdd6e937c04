import * as z from 'zod/mini';
import type { Route } from '../safe-people/contract.ts';
import { projectIdPattern } from './application.ts';
import { historyFields, metricsFields, projectFields, registerFields, summaryFields } from './project-answer.ts';
import { standingSentences } from './project-authority.ts';
import { commandBodies, type PersonCommandKind, personCommands } from './project-commands.ts';
import { commandSummaries } from './project-summaries.ts';
import { projectTransitions } from './project-transitions.ts';

/** Routes about projects: all of them at the public door alone, for what they show was typed there and nothing of it is data. */

const doors = ['public'] as const;
const project = { project: { in: 'path', pattern: projectIdPattern.slice(1, -1) } } as const;

/** Of the same id the same is obeyed once, however often it is sent. Absent: sent again, it is another command. */
const commandId = z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)));

const whoMay = (kind: PersonCommandKind): string =>
  [...new Set(projectTransitions.filter(({ command }) => command === kind).flatMap(({ who }) => who))]
    .map((word) => standingSentences[word])
    .join('; or ');

const command = (kind: PersonCommandKind): Route => ({
  operation: `project-${kind}`,
  method: 'post',
  path: `/projects/{project}/${kind}`,
  doors,
  summary: commandSummaries[kind],
  parameters: project,
  asks: z.extend(commandBodies[kind] as z.ZodMiniObject, { commandId }),
  who: whoMay(kind),
  answers: projectFields,
});

const whoSees = 'officers, assessors, the committee before which it is, its controllers, and whoever has a part in it';

export const projectRoutes: readonly Route[] = [
  {
    operation: 'projects',
    method: 'get',
    path: '/projects',
    doors,
    summary: 'Projects that whoever asks may see',
    parameters: {},
    answers: {
      projects: { type: 'object', origin: 'typed-outside', says: 'By id', list: true, fields: summaryFields },
    },
  },
  {
    operation: 'project',
    method: 'get',
    path: '/projects/{project}',
    doors,
    summary: 'One project, as far as whoever asks may see it',
    parameters: project,
    who: whoSees,
    answers: projectFields,
  },
  {
    operation: 'project-history',
    method: 'get',
    path: '/projects/{project}/history',
    doors,
    summary: 'What happened to a project, by whom and when, without what was said',
    parameters: project,
    who: whoSees,
    answers: historyFields,
  },
  {
    operation: 'data-use-register',
    method: 'get',
    path: '/data-use-register',
    doors,
    summary: 'Approved uses of data, past and present, for publication',
    parameters: {},
    answers: registerFields,
  },
  {
    operation: 'project-metrics',
    method: 'get',
    path: '/metrics',
    doors,
    summary: 'Projects by state, and time to decision',
    parameters: {},
    answers: metricsFields,
  },
  ...personCommands.map(command),
];
