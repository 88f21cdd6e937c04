import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { oncePerEstate } from '../estate/views.ts';
import { parseArn } from './arn.ts';
import { type AdmittedRight, admittedBy, beyondTheList, isA } from './closed-rights.ts';
import { accountOf } from './role-names.ts';
import { demandsAPerson } from './session-demands.ts';

const becoming = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** Seconds since the second factor was proved. */
const longest = 3600;

/** The session tag that says why. */
const reason = 'aws:RequestTag/tre:reason';

/**
 * `aws:MultiFactorAuthPresent` is absent from a session of a role, however its holder signed in, and an absent key fails `Bool`: so these
 * demands can be met by a user alone, who proved the factor to AWS.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
function demandsTheFactor(statement: Statement): boolean {
  const ages = Object.keys(statement.conditions.NumericLessThan ?? {}).length === 1;
  const [age] = conditionValues(statement, ['NumericLessThan'], 'aws:MultiFactorAuthAge');
  return (
    conditionValues(statement, ['Bool'], 'aws:MultiFactorAuthPresent').join() === 'true' &&
    ages &&
    Number(age) <= longest
  );
}

const demandsAReason = (statement: Statement): boolean => {
  const values = conditionValues(statement, ['StringLike'], reason);
  return values.length > 0 && values.every((value) => /^\?{4,}\*$/.test(value));
};

/** One user of the account, by name. */
function isOneUser(estate: Estate, role: Role, { principals = {}, notPrincipals }: Statement): boolean {
  const named = Object.values(principals).flat();
  const arn = parseArn(principals.AWS?.[0] ?? '');
  return (
    notPrincipals === undefined &&
    named.length === 1 &&
    arn?.account === accountOf(estate, role.resource) &&
    /^user\/[^*?]+$/.test(arn?.name ?? '')
  );
}

function isTrusted(estate: Estate, role: Role, statement: Statement): boolean {
  const { actions = [], unresolved } = statement;
  if (unresolved || actions.length === 0 || !actions.every((action) => becoming.includes(action))) return false;
  if (!isOneUser(estate, role, statement) || !demandsTheFactor(statement)) return false;
  if (actions.includes('sts:TagSession') && !demandsAReason(statement)) return false;
  return !actions.includes('sts:AssumeRole') || (demandsAPerson(statement) && demandsAReason(statement));
}

/** A function that stands behind no door: nobody but who breaks the glass has a use for it. */
const behindNoDoor = (estate: Estate, lambda: Resource): boolean =>
  !doors(estate)
    .flatMap(({ operations }) => operations)
    .some(({ answeredBy, authoriser }) => answeredBy === lambda || authoriser?.asks === lambda);

/** All that it may do: call functions that no request reaches. What they do is their code. */
const closedList: readonly AdmittedRight[] = [
  {
    actions: ['lambda:InvokeFunction'],
    on: (estate, role, pattern) =>
      isA('AWS::Lambda::Function', (lambda) => behindNoDoor(estate, lambda))(estate, role, pattern),
  },
];

/**
 * Roles for the day on which nobody is in the register who could let anybody in. The rules about people, who act for a project and through the
 * broker, do not fit it; in exchange it is this and nothing more: one user, a second factor, a name and a reason demanded, and calls of
 * functions behind no door. A role that lacks any of it is a role of a person like any other.
 */
export const breakGlassRoles: (estate: Estate) => readonly Role[] = oncePerEstate((estate) =>
  roles(estate).filter((role) => {
    const allows = role.trust.filter(({ effect }) => effect === 'Allow');
    return (
      allows.length > 0 &&
      allows.every((statement) => isTrusted(estate, role, statement)) &&
      new Set(allows.flatMap(({ principals }) => principals?.AWS ?? [])).size === 1 &&
      beyondTheList(estate, role, closedList) === undefined &&
      admittedBy(estate, role) === undefined
    );
  }),
);
