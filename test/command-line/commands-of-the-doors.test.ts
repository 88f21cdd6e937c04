import { bodyOptions } from '../../bin/door/body-options.ts';
import { answerSchemas, doorCommandsJsonSchema, stoppedSchema } from '../../bin/door-commands-schema.ts';
import { decide } from '../../bin/verbs/decide.ts';
import { people } from '../../bin/verbs/people.ts';
import { project } from '../../bin/verbs/project.ts';
import { airlockRoutes } from '../../lambdas/safe-outputs/contract.ts';
import { type Fields, peopleRoutes, type Route } from '../../lambdas/safe-people/contract.ts';
import { projectRoutes, queryRoutes } from '../../lambdas/safe-projects/contract.ts';
import { clients, issuer } from '../safe-people/gate-harness.ts';
import { atADesk } from './at-a-desk.ts';
import { deployment } from './door-server.ts';

const routes = [...peopleRoutes, ...projectRoutes, ...queryRoutes];

test('no field of a body has the name of an option that every command has', () => {
  const fields = routes.flatMap(({ asks }) => bodyOptions(asks).map(({ name }) => name));
  expect(fields.length).toBeGreaterThan(50);
  for (const own of ['door', 'json', 'file', 'help']) expect(fields).not.toContain(own);
});

test('every instant of a body is known as one, however its schema says it', () => {
  const instants = routes.flatMap(({ operation, asks }) =>
    bodyOptions(asks).flatMap(({ name, kind }) => (kind === 'instant' ? [`${operation} ${name}`] : [])),
  );
  for (const one of [
    'person-propose-role expires',
    'project-record-reference from',
    'project-controller-agrees expires',
  ])
    expect(instants).toContain(one);
  expect(instants.every((one) => /(from|expires)$/.test(one))).toBe(true);
});

test('every command of the tables stands in a usage, and every field with it', () => {
  for (const { operation, path, asks } of [...peopleRoutes, ...projectRoutes]) {
    if (['sign-out', 'people', 'projects'].includes(operation)) continue;
    const usage = (operation.startsWith('project') || path.startsWith('/data') ? project : people).usage;
    const [last = ''] = path.split('/').slice(-1);
    if (!last.startsWith('{')) expect(usage).toContain(last);
    for (const { name } of bodyOptions(asks)) expect(usage).toContain(`--${name}`);
  }
});

test('whoever only applies decides nothing: their commands are not among the decisions', () => {
  for (const one of ['vote', 'accept', 'go-live', 'controller-objects', 'suspend'])
    expect(decide.usage).toContain(` ${one}`);
  for (const one of ['submit', 'withdraw --reason', 'draft', 'propose-amendment'])
    expect(decide.usage).not.toContain(`<project> ${one}`);
});

test('the schema of --json knows every operation, and what each shows', () => {
  const { definitions } = doorCommandsJsonSchema() as {
    definitions: { operations: Record<string, { $ref: string }>; answers: Record<string, { properties: object }> };
  };
  const fieldsOf = (operation: string) => {
    const [name = ''] = definitions.operations[operation]?.$ref.split('/').slice(-1) ?? [];
    return Object.keys(definitions.answers[name]?.properties ?? {});
  };
  const outputs = airlockRoutes.flatMap(({ routes: all }): readonly Route[] => all);
  for (const { operation, answers, streams } of [...routes, ...outputs])
    if (streams === undefined)
      expect([operation, fieldsOf(operation)]).toEqual([operation, Object.keys(answers as Fields)]);
    else expect(definitions.operations).not.toHaveProperty([operation]);
});

test('what is printed with --json is as its schema has it, where it was stopped too', async () => {
  const place = await deployment('2026-11-27T10:00:00.000Z');
  await place.inService();
  const desk = atADesk(place, 'ada-lovelace');
  const stopped = async (...args: string[]) => {
    const { stdout, stderr } = await desk.tre(...args, '--json');
    expect(stderr).toBe('');
    return stoppedSchema.parse(JSON.parse(stdout)).stopped.why;
  };
  expect(await stopped('people')).toBe('refused');
  expect(await stopped('people', 'me')).toBe('usage');
  const door = ['--door', place.doors.public, '--issuer', issuer, '--client', clients.public];
  const signedIn = await desk.tre('sign-in', ...door, '--user', 'ada-lovelace@example.nhs.uk', '--json');
  expect(answerSchemas['sign-in'].parse(JSON.parse(signedIn.stdout)).person).toBe('ada-lovelace');
  // In nobody's register: the door itself says no.
  expect(await stopped('people')).toBe('refused');
  const checked = await desk.tre('apply', '--file', 'docs/how-to/application.yaml', '--check', '--json');
  expect(answerSchemas['apply --check'].parse(JSON.parse(checked.stdout))).toEqual({ problems: [] });
  const signedOut = await desk.tre('sign-out', '--json');
  expect(answerSchemas['sign-out'].parse(JSON.parse(signedOut.stdout)).doors).toEqual([place.doors.public]);
  desk.close();
  await place.close();
});
