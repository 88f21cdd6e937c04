// Long because it is one table: a line for each mutant.

import type { ProductMutant } from '../../model/mutants.ts';

const airlock = (file: string) => `lambdas/safe-outputs/airlock/${file}.ts`;
const outputs = (file: string) => `lambdas/safe-outputs/${file}.ts`;
const workflow = (file: string) => `lambdas/workflow/${file}.ts`;

/** Changes to the product, each of which some sequence must find out. `from` stands in the file once. */
export const airlockMutants: readonly ProductMutant[] = [
  {
    what: 'members review for their project',
    file: airlock('airlock-rules'),
    from: '!everMember(ruling.facts, askerOf(ruling))',
    to: "askerOf(ruling) !== ''",
  },
  {
    what: 'whoever was a member once reviews for the project',
    file: airlock('airlock-reviews'),
    from: 'project.members.some((one) => one.person === person)',
    to: 'project.members.some((one) => one.person === person && one.endedAt === undefined)',
  },
  {
    what: 'a third reviewer takes a place',
    file: airlock('airlock-rules'),
    from: 'reviews.length < reviewersNeeded',
    to: 'reviews.length < 3',
  },
  {
    what: 'a review counts whatever became of its reviewer',
    file: airlock('airlock-reviews'),
    from: "if (others.some((one) => !counts(one, request, facts, now))) return 'other-void';",
    to: "if (others.some((one) => one.reviewer === '')) return 'other-void';",
  },
  {
    what: 'one review is enough',
    file: airlock('airlock-reviews'),
    from: 'if (people.size < reviewersNeeded)',
    to: 'if (people.size < 1)',
  },
  {
    what: 'a rejection is a wish for changes',
    file: airlock('airlock-reviews'),
    from: "if (said('reject')) return 'one-rejects';",
    to: "if (said('reject')) return 'one-wants-changes';",
  },
  {
    what: 'a review is finished without a vote on every file',
    file: airlock('airlock-reviews'),
    from: "votes.some(({ choice }) => choice === 'reject') || files.every(",
    to: "votes.some(({ choice }) => choice === 'approve') || files.every(",
  },
  {
    what: 'everybody sees votes before both have finished',
    file: airlock('seen-reviews'),
    from: 'one.reviewer === person ? one : { ...one, votes: [] }',
    to: 'one.reviewer === person ? one : { ...one, reviewer: one.reviewer }',
  },
  {
    what: 'one reviewer sees what the other wrote',
    file: airlock('seen-reviews'),
    from: 'return comments.filter((one) => one.round !== round || !others.includes(one.by));',
    to: "return comments.filter((one) => one.round !== round || !others.includes('') || one.text !== '');",
  },
  {
    what: 'a clean scan takes a finding back',
    file: airlock('airlock-checks'),
    from: 'return scanResults.indexOf(one) === 0 ? other : one;',
    to: 'return scanResults.indexOf(one) >= 0 ? other : one;',
  },
  {
    what: 'what the scanner does not support is clean',
    file: airlock('airlock-checks'),
    from: "scan === 'NO_THREATS_FOUND';",
    to: "scan !== 'THREATS_FOUND';",
  },
  {
    what: 'an early scan of any version is that of the frozen one',
    file: airlock('airlock-checks'),
    from: 'one.file === file && one.versionId === versionId',
    to: "one.file === file && versionId !== ''",
  },
  {
    what: 'what needs a fix goes before reviewers without a reason',
    file: airlock('airlock-checks'),
    from: "exception !== undefined && profile.exceptions === 'with-reason'",
    to: "exception !== '' && profile.exceptions === 'with-reason'",
  },
  {
    what: 'a request is withdrawn while it is being released',
    file: airlock('airlock-transitions'),
    from: "from: ['draft', 'submitted', 'checking', 'blocked', 'in-review', 'changes-requested', 'approved', 'failed'],",
    to: "from: ['draft', 'submitted', 'checking', 'blocked', 'in-review', 'changes-requested', 'approved', 'failed', 'releasing'],",
  },
  {
    what: 'bytes are written before the release is begun',
    file: outputs('releasing'),
    from: "if (state === 'approved' && (await",
    to: "if (cause === '' && (await",
  },
  {
    what: 'what was approved is released whatever became of its reviewers',
    file: airlock('release-standing'),
    from: "'reviewers-stand': enough ? []",
    to: "'reviewers-stand': enough || reviews.length > 0 ? []",
  },
  {
    what: 'what was approved is released whatever became of its requester',
    file: airlock('release-standing'),
    from: 'refusals.filter(({ rule }) => !ofProject.includes(rule))',
    to: "refusals.filter(({ rule }) => rule === '')",
  },
  {
    what: 'what was approved is released for a project that is stopped',
    file: airlock('release-standing'),
    from: 'refusals.filter(({ rule }) => ofProject.includes(rule))',
    to: "refusals.filter(({ rule }) => rule === '')",
  },
  {
    what: 'a release that was begun is gone on with whoever stands behind it',
    file: outputs('releasing'),
    from: 'if (missing !== undefined) throw',
    to: "if (missing !== undefined && state === 'approved') throw",
  },
  {
    what: 'who stands behind a release is not asked last before it is made',
    file: airlock('airlock-transitions'),
    from: "'clean', ...standingRules]",
    to: "'clean']",
  },
  {
    what: 'a request whose bytes may have been released is drafted again',
    file: airlock('airlock-transitions'),
    from: "who: ['working-requester'], when: ['was-approved'] }",
    to: "who: ['working-requester'], when: ['was-releasing'] }",
  },
  {
    what: 'reports of an earlier round are taken',
    file: airlock('airlock-rules'),
    from: 'command.round === request.round',
    to: 'command.round <= request.round',
  },
  {
    what: 'a new round keeps the reviews of the one before',
    file: airlock('evolve-airlock'),
    from: '    reviews: [],\n    earlyScans: [],\n    submittedAt: now,',
    to: '    reviews: request.reviews,\n    earlyScans: [],\n    submittedAt: now,',
  },
  {
    what: 'a new round keeps what was found of the copy before',
    file: airlock('evolve-airlock'),
    from: 'files: request.files.map(unchecked),',
    to: 'files: [...request.files],',
  },
  {
    what: 'the vote of a review that does not count any more stays',
    file: airlock('airlock-lines'),
    from: "if (event.kind === 'review-voided') {",
    to: "if (event.kind === 'review-voided' && after.id === '') {",
  },
  {
    what: 'what is over stays listed as open',
    file: airlock('airlock-lines'),
    from: '...(closes && open > 0 ?',
    to: '...(closes && open < 0 ?',
  },
  {
    what: 'whoever lost access goes on with their request',
    file: airlock('airlock-authority'),
    from: 'return request?.requester === person.id && requestRefusals(person, asking).length === 0;',
    to: 'return request?.requester === person.id && requestRefusals(person, asking).length < 9;',
  },
  {
    what: 'results leave without the role for it',
    file: airlock('airlock-authority'),
    from: "...(direction === 'in' || holds ? []",
    to: "...(direction === 'in' || says !== '' ? []",
  },
  {
    what: 'somebody who is suspended may act',
    file: airlock('airlock-authority'),
    from: 'words.some((word) => holds(word, person, asking))) return refusals;',
    to: 'words.some((word) => holds(word, person, asking))) return [];',
  },
  {
    what: 'two files have names that one file system takes for one',
    file: airlock('airlock-rules'),
    from: 'meet(one.name, name)',
    to: 'one.name === name',
  },
  {
    what: 'a name leads out of its folder',
    file: airlock('file-names'),
    from: "demand(!odd, 'every part",
    to: "demand(!odd || parts.includes('..'), 'every part",
  },
  {
    what: 'a download is not counted',
    file: outputs('download'),
    from: 'if (what.counted !== undefined) {',
    to: "if (what.counted === '') {",
  },
  {
    what: 'a look at a file is not written down',
    file: outputs('bytes-under-review'),
    from: '      const refusals = await viewed(call, seen.request, seen.file);\n      if (refusals.length > 0) return no(refusals);\n      return frozen',
    to: '      const refusals: readonly Refusal[] = [];\n      if (refusals.length > 0) return no(refusals);\n      return frozen',
  },
  {
    what: 'an effect is dropped whose transaction is still being written',
    file: outputs('carry-out'),
    from: '(held?.version ?? 0) < versionThatOrdered(id)',
    to: '(held?.version ?? 0) < versionThatOrdered("")',
  },
  {
    what: 'nobody offers what was released by a run that was cut off',
    file: outputs('releasing'),
    from: "if (held?.request.state === 'released' && held.request.direction === 'out') await",
    to: "if (held?.request.state === 'released' && held.version === 0) await",
  },
  {
    what: 'a release that was revoked before it was offered is offered',
    file: airlock('release-transitions'),
    from: "...{ from: [nothing], command: 'revoke', to: 'revoked', who: ['airlock-release'] },",
    to: "...{ from: ['revoked'], command: 'revoke', to: 'revoked', who: ['airlock-release'] },",
  },
  {
    what: 'a revocation never reaches the release',
    file: outputs('offering'),
    from: "if (held?.request.state === 'revoked' && offered !== undefined) {",
    to: "if (held?.request.state === 'revoked' && offered === undefined) {",
  },
  {
    what: 'the public door is told what was true before',
    file: outputs('publishing'),
    from: 'Number(there.body.of) >= held.version) return',
    to: 'Number(there.body.of) >= 3) return',
  },
  {
    what: 'an event is not put into the outbox when it is the second of its command',
    file: workflow('transaction'),
    from: '...recorded.map(({ record, hash }) =>\n      create(outboxPartition',
    to: '...recorded.slice(0, 1).map(({ record, hash }) =>\n      create(outboxPartition',
  },
  {
    what: 'a command is obeyed as often as it is sent',
    file: workflow('transaction'),
    from: 'create(commandPartition(workflow, id), command, {',
    to: 'create(commandPartition(workflow, id), `${command}-${version}`, {',
  },
];
