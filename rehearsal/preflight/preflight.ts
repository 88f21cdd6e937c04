import type { Account } from './account.ts';
import type { AnyCall, Call } from './call.ts';
import { type Finding, unknown, type Verdict } from './finding.ts';
import { callerIdentity } from './ports/sts.ts';
import type { Question, Subject } from './question.ts';
import { callerIsInTheAccount } from './questions/caller-is-in-the-account.ts';

/**
 * Asks every question, each on its own: what one of them could not learn, or a fault in it, takes nothing from the others.
 * Credentials of another account answer for that account, so then everything else stays unknown.
 */
export async function preflight(
  questions: readonly Question[],
  account: Account,
  subject: Subject,
): Promise<readonly Finding[]> {
  const first = await put(callerIsInTheAccount, account, subject);
  const caller = await account.ask(callerIdentity, undefined);
  const stranger = caller.kind === 'answered' && caller.value.account !== subject.deployment.aws.account;
  const rest = await Promise.all(
    questions.map((question) =>
      stranger ? [signed(question, elsewhere(question, caller.value.account))] : put(question, account, subject),
    ),
  );
  return [...first, ...rest.flat()];
}

const elsewhere = ({ calls }: Question, account: string): Verdict =>
  unknown({
    kind: 'failed',
    action: calls[0]?.action ?? callerIdentity.action,
    message: `not asked: these credentials are of account ${account}`,
  });

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
