import { known } from '../answer.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { partitionOf } from '../partition.ts';
import { policyExists, role } from '../ports/iam.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/cdk/v2/guide/customize-permissions-boundaries.html';

/** What the file names must be there; and what the bootstrap already bears, the organisation may demand of every role. */
export const permissionsBoundary: Question = {
  id: 'permissions-boundary',
  about: 'permissions boundary',
  calls: [policyExists, role],
  async ask(account, { deployment: { aws }, plan: { executionRole } }) {
    const named = aws.permissionsBoundary;
    const borne = await known(await account.ask(role, executionRole), (found) => {
      if (found === undefined)
        return [note(`there is no role ${executionRole}: whether it bears a boundary cannot be seen yet`, source)];
      const boundary = found.boundary?.split('/').at(-1);
      if (boundary === named) return [];
      const [theirs, ours] = [boundary ?? 'no boundary', named ?? 'none'];
      return [
        note(`${executionRole} bears ${theirs}, the file names ${ours}: ask whether every role must bear one`, source),
      ];
    });
    if (named === undefined)
      return borne.length > 0 ? borne : [fine('the file names none, and the bootstrap bears none')];
    const arn = `arn:${partitionOf(aws.region)}:iam::${aws.account}:policy/${named}`;
    const there = await known(await account.ask(policyExists, arn), (exists) => [
      exists
        ? fine(`managed policy ${named} exists`)
        : wouldFail({
            found: `there is no managed policy ${named}`,
            why: 'every role of every stack names it: NoSuchEntity, Scope ARN does not exist or is not attachable',
            source,
            change: { path: 'aws.permissionsBoundary', value: 'REPLACE' },
            elsewhere: 'or have the organisation create it; leave the field out if none is demanded',
          }),
    ]);
    return [...there, ...borne];
  },
};
