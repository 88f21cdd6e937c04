// Long because it is one table: a line for each mutant.

/**
 * Changes to the product, each of which some sequence must find out. `from` stands in the file once.
 */
export interface ProductMutant {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const people = (file: string) => `lambdas/safe-people/${file}.ts`;
const projects = (file: string) => `lambdas/safe-projects/${file}.ts`;
const workflow = (file: string) => `lambdas/workflow/${file}.ts`;

export const productMutants: readonly ProductMutant[] = [
  {
    what: 'a credential holds at the very instant at which it expires',
    file: people('effective-access'),
    from: 'from <= now && now < until &&',
    to: 'from <= now && now <= until &&',
  },
  {
    what: 'a withdrawn credential, an ended membership go on holding',
    file: people('effective-access'),
    from: '!(ended !== undefined && ended <= now)',
    to: 'true',
  },
  {
    what: 'the approvals of a project are not asked',
    file: people('effective-access'),
    from: "if (!holds(span, now)) demand(false, 'approval'",
    to: "if (of === '') demand(false, 'approval'",
  },
  {
    what: 'the broker remembers what it read of a project',
    file: projects('queries/query-register'),
    from: '    const found = projectItem?.body as QueryStanding | undefined;',
    to: '    const all = ((clock as never as { all?: Record<string, QueryStanding> }).all ??= {});\n    const read = projectItem?.body as QueryStanding | undefined;\n    const found = all[named] ?? read;\n    if (read !== undefined) all[named] ??= read;',
  },
  {
    what: 'the register is not asked again before rows leave',
    file: projects('queries/reading-rows'),
    from: 'if (!access.allowed) return { ok: false, status: 403',
    to: 'if (access.changesAt === "never") return { ok: false, status: 403',
  },
  {
    what: 'the register is not asked last before Athena',
    file: projects('queries/starting'),
    from: '  if (!access.allowed) {\n    // What',
    to: '  if (!access.allowed && text.sql === "") {\n    // What',
  },
  {
    what: 'what a dead function started is taken to be over',
    file: projects('queries/starting'),
    from: "if (fresh) await over('stopped'",
    to: "await over('stopped'",
  },
  {
    what: 'a waiting query starts without its person being asked for',
    file: projects('queries/starting'),
    from: 'if (!standing.access.allowed || standing.project === undefined) {',
    to: 'if (standing.project === undefined) {',
  },
  {
    what: 'whoever asks sees the queries of everybody in the project',
    file: projects('queries/query-handlers'),
    from: 'query.person === actor.id || (shared && resultsShared)',
    to: 'query.person === actor.id || shared || resultsShared',
  },
  {
    what: 'a query is served in whatever project is named',
    file: projects('queries/query-handlers'),
    from: 'if (query === undefined || query.project !== project) return undefined;',
    to: 'if (query === undefined || project === "") return undefined;',
  },
  {
    what: 'the sweeper finds the first text that is the same, whoever runs it',
    file: projects('queries/swept-queries'),
    from: 'if ((await ports.store.get(executionKey(one))) === undefined) unrecorded.push(one);',
    to: 'if (unrecorded.length === 0) unrecorded.push(one);',
  },
  {
    what: 'the sweeper passes over what is being started',
    file: projects('queries/swept-queries'),
    from: "if (query?.state === 'starting') query = await foundOut(ports, athena, query);",
    to: "if (query?.state === 'starting') return;",
  },
  {
    what: 'the sweeper leaves what runs in the name of the suspended',
    file: projects('sweep-plan'),
    from: '    if (access.allowed) return [];\n    const because',
    to: "    if (access.allowed || access.refusals[0]?.rule === 'suspended') return [];\n    const because",
  },
  {
    what: 'the sweeper disables no workgroup',
    file: projects('sweep-plan'),
    from: 'return !open && (enabled || question.memory.closing.has(name));',
    to: 'return !open && !enabled && question.memory.closing.has(name);',
  },
  {
    what: 'the sweeper opens a workgroup without asking again',
    file: projects('sweep'),
    from: '  if (!(await open())) return;\n  await ports.workgroups.setEnabled(workgroup, true);\n  let still = false;\n  try {\n    still = await open();',
    to: '  await ports.workgroups.setEnabled(workgroup, true);\n  let still = await open();\n  try {\n    still = true;',
  },
  {
    what: 'sessions from before a sign-out stay',
    file: projects('sweep-plan'),
    from: '!(person.signedOutAt !== undefined && session.startedAt <= person.signedOutAt) &&',
    to: '',
  },
  {
    what: 'a sign-out ends no sign-in at the directory',
    file: projects('sweep-plan'),
    from: 'const again = signedOutAt !== undefined && signedOutAt !== before.signedOutAt;',
    to: 'const again = signedOutAt === "";',
  },
  {
    what: 'a sign-in of before the sign-out is served',
    file: people('person-standing'),
    from: 'session.signedInAt <= person.signedOutAt',
    to: 'session.signedInAt > person.signedOutAt && session.signedInAt === ""',
  },
  {
    what: 'somebody who is suspended may act',
    file: people('person-standing'),
    from: "demand(\n      suspended.length === 0,\n      'suspended'",
    to: "demand(\n      suspended.length < 9,\n      'suspended'",
  },
  {
    what: 'whoever proposed a role confirms it',
    file: people('person-rules'),
    from: 'openProposal(person, command.role, now)?.proposedBy !== nameOf(actor)',
    to: 'openProposal(person, command.role, now)?.proposedBy !== ""',
  },
  {
    what: 'a role is proposed by whoever gets it',
    file: people('person-authority'),
    from: 'own && who === another ?',
    to: 'own && who === self ?',
  },
  {
    what: 'whoever proposed a role may have lost theirs meanwhile',
    file: people('person-rules'),
    from: "roleRefusals({ person: proposer, register: 'in-service', now }, ['operator']).length === 0",
    to: "roleRefusals({ person: proposer, register: 'in-service', now }, ['operator']).length < 9",
  },
  {
    what: 'whoever enrolled somebody confirms who they are',
    file: people('person-rules'),
    from: '![person.enrolledBy, suspension.by].includes(nameOf(actor))',
    to: 'suspension.by !== ""',
  },
  {
    what: 'a revoked role stays',
    file: people('person-evolve'),
    from: 'grant.role === event.role ? revoked(now)(grant) : grant',
    to: 'grant.role === event.role ? grant : grant',
  },
  {
    what: 'a restored register is in service',
    file: people('standing'),
    from: "founded !== '' && founded === id ?",
    to: "founded !== '' && founded !== 'x' ?",
  },
  {
    what: 'one officer alone puts a restored register into service',
    file: people('register-workflow'),
    from: '...(proposal.by !== nameOf(actor) ? []',
    to: '...(proposal.by !== "" ? []',
  },
  {
    what: 'a restoration suspends nobody',
    file: people('restoration'),
    from: 'if (confirmed.by.includes(id) ||',
    to: 'if (id !== "" ||',
  },
  {
    what: 'a token for the other door is taken',
    file: people('token-verdict'),
    from: "if (token.client_id !== expected.client) return no('audience');",
    to: "if (token.client_id === '') return no('audience');",
  },
  {
    what: 'a token is taken after its end',
    file: people('token-verdict'),
    from: "if (!(at < token.exp)) return no('expired');",
    to: "if (!(at < token.exp + 3600)) return no('expired');",
  },
  {
    what: 'a quorum is one fewer',
    file: projects('parameters'),
    from: 'quorum: 5,',
    to: 'quorum: 4,',
  },
  {
    what: 'a committee without a lay member decides',
    file: projects('parameters'),
    from: 'layMembers: 1,',
    to: 'layMembers: 0,',
  },
  {
    what: 'an objection of a controller changes nothing',
    file: projects('cover'),
    from: 'expires: objected !== undefined && objected < expires ? objected : expires',
    to: 'expires: objected !== undefined && objected < "" ? objected : expires',
  },
  {
    what: 'a project goes live without the agreement of its controllers',
    file: projects('cover'),
    from: 'return agreement === undefined || !inDate(agreement, now);',
    to: 'return agreement !== undefined && !inDate(agreement, now);',
  },
  {
    what: 'one officer alone resumes a project',
    file: projects('project-rules'),
    from: "actor.kind === 'person' && record.resumeProposedBy !== actor.id",
    to: "actor.kind === 'person' && record.resumeProposedBy !== ''",
  },
  {
    what: 'a member who was ended stays',
    file: projects('evolve-project'),
    from: 'one.person === event.person && one.endedAt === undefined ? { ...one, endedAt: now } : one',
    to: 'one.person === event.person && one.endedAt === undefined ? { ...one } : one',
  },
  {
    what: 'the allowance forgets what is reserved',
    file: projects('queries/month-allowance'),
    from: 'allowance.read + reservedIn(allowance) + bytesPerQuery <= bytesPerMonth',
    to: 'allowance.read + bytesPerQuery <= bytesPerMonth',
  },
  {
    what: 'a stopped query counts nothing',
    file: projects('queries/query-workflow'),
    from: 'const { bytes = reserved } = command;',
    to: 'const { bytes = 0 } = command;',
  },
  {
    what: 'a decision stands upon facts that changed meanwhile',
    file: workflow('run'),
    from: 'read: seen(),',
    to: 'read: [],',
  },
  {
    what: 'an event is not put into the outbox when it is the second of its command',
    file: workflow('transaction'),
    from: '...recorded.map(({ record, hash }) =>\n      create(outboxPartition',
    to: '...recorded.slice(0, 1).map(({ record, hash }) =>\n      create(outboxPartition',
  },
  {
    what: 'the chain begins anew with each command',
    file: workflow('history'),
    from: 'let previous = head?.hash ?? null;',
    to: 'let previous: string | null = null;',
  },
  {
    what: 'a command is obeyed as often as it is sent',
    file: workflow('run'),
    from: 'if (obeyed !== undefined) return replay',
    to: 'if (obeyed !== undefined && obeyed.version > 1) return replay',
  },
  {
    what: 'the recorder clears away what it did not keep',
    file: workflow('recorder'),
    from: 'const answer = await archive.keep(...objectOf(folder, item));',
    to: "const answer = await archive.keep(...objectOf(folder, item)).catch(() => 'kept' as const);",
  },
];
