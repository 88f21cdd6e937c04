import type { Account } from './account.ts';
import type { AnyCall, Call } from './call.ts';
import { type Finding, notAsked, unknown, type Verdict } from './finding.ts';
import { callerIdentity } from './ports/sts.ts';
import type { Question, Subject } from './question.ts';
import { callerIsInTheAccount } from './questions/caller-is-in-the-account.ts';

/**
 * Asks every question, each on its own: what one of them could not learn, or a fault in it, takes nothing from the others.
 * Whose account it is comes first: of another account, another region or nowhere, the rest is not asked and stays unknown.
 */
export async function preflight(
  questions: readonly Question[],
  account: Account,
  subject: Subject,
): Promise<readonly Finding[]> {
  const first = await put(callerIsInTheAccount, account, subject);
  const reason = await inVain(account, subject);
  const rest = await Promise.all(
    questions.map((question) =>
      reason === undefined
        ? put(question, account, subject)
        : [signed(question, notAsked(question.calls[0]?.action ?? '', reason))],
    ),
  );
  return [...first, ...rest.flat()];
}

/** Why no answer would be about the account and region of the file. A denial of this one call says nothing of the others. */
async function inVain(account: Account, { deployment: { aws }, region }: Subject): Promise<string | undefined> {
  const caller = await account.ask(callerIdentity, undefined);
  if (caller.kind === 'failed') return `see ${callerIsInTheAccount.id}`;
  if (caller.kind === 'answered' && caller.value.account !== aws.account) {
    return `these credentials are of account ${caller.value.account}`;
  }
  return region === aws.region ? undefined : `it would be asked in ${region}, the file names ${aws.region}`;
}

async function put(question: Question, account: Account, subject: Subject): Promise<Finding[]> {
  try {
    const verdicts = await question.ask(only(question.calls, account), subject);
    if (verdicts.length === 0) throw new Error('the question came to no verdict');
    return unlike(verdicts).map((verdict) => signed(question, verdict));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [signed(question, unknown({ kind: 'failed', action: question.calls[0]?.action ?? '', message }))];
  }
}

/** One missing permission, met five times by one question, is one line. */
const unlike = (verdicts: readonly Verdict[]): Verdict[] => [
  ...new Map(verdicts.map((verdict) => [JSON.stringify(verdict), verdict])).values(),
];

const signed = ({ id, about }: Question, verdict: Verdict): Finding => ({ question: id, about, ...verdict });

/** Lets a question make the calls it declares and no other, so that the least policy is never too small. */
const only = (calls: readonly AnyCall[], account: Account): Account => ({
  ask<Input, Output>(call: Call<Input, Output>, input: Input) {
    if (!calls.includes(call)) throw new Error(`${call.action} is asked for but not declared`);
    return account.ask(call, input);
  },
});
