import type { Case } from './case.ts';

const notGranted = 'nothing grants it, and what nothing grants is refused';
const ceiling = 'NothingElseEver denies whatever is not on the short list of a researcher';
const viaAthena = 'granted only where Athena calls on: aws:CalledVia';
const fromInside = 'AskInOwnWorkgroup wants aws:SourceVpc to be ours';
const trust = 'the trust policy names the broker, in a person’s name, for one project';
const perimeter = 'DenyOtherNetworks of the bucket: neither our VPC, nor a service, nor a named role';
const keyPolicy = 'a data key gives the account no use: an identity policy alone opens no key';

/**
 * Who can do what in a deployed estate. The answers are those of AWS's documented rules
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html), never those of a run.
 */
export const cases: readonly Case[] = [
  { who: 'a researcher, inside', deed: 'ask in the own workgroup', expected: 'allowed', because: fromInside },
  { who: 'a researcher, outside', deed: 'ask in the own workgroup', expected: 'refused', because: fromInside },
  { who: 'a researcher, inside', deed: "ask in another project's workgroup", expected: 'refused', because: notGranted },
  { who: 'a researcher, inside', deed: 'ask in the audit workgroup', expected: 'refused', because: notGranted },
  { who: 'a researcher, inside', deed: 'save a question', expected: 'refused', because: ceiling },
  { who: 'a researcher, inside', deed: 'list the own tables', expected: 'allowed', because: 'LookAtOwnCatalogue' },
  {
    who: 'a researcher, outside',
    deed: 'list the own tables',
    expected: 'refused',
    because: 'LookAtOwnCatalogue wants our VPC',
  },
  { who: 'a researcher, inside', deed: "list another project's tables", expected: 'refused', because: notGranted },
  {
    who: 'a researcher, inside',
    deed: 'read an object of the own extract directly',
    expected: 'refused',
    because: viaAthena,
  },
  { who: 'a researcher, inside', deed: 'decrypt with the own key directly', expected: 'refused', because: viaAthena },
  { who: 'a researcher, inside', deed: 'write into the own extract', expected: 'refused', because: ceiling },
  { who: 'a researcher, inside', deed: 'write into a bucket elsewhere', expected: 'refused', because: ceiling },
  { who: 'a researcher, inside', deed: 'list all buckets', expected: 'refused', because: ceiling },
  { who: 'a researcher, inside', deed: 'list all roles', expected: 'refused', because: ceiling },
  { who: 'a researcher, inside', deed: 'read from the vault', expected: 'refused', because: notGranted },
  { who: 'a researcher, inside', deed: "become another project's researcher", expected: 'refused', because: ceiling },

  { who: 'the broker', deed: 'become a researcher in a name and for the project', expected: 'allowed', because: trust },
  { who: 'the broker', deed: 'become a researcher without a name', expected: 'refused', because: trust },
  { who: 'the broker', deed: "become a researcher with another project's tag", expected: 'refused', because: trust },
  { who: 'the broker', deed: 'become a researcher without a tag', expected: 'refused', because: trust },
  { who: 'the broker', deed: 'ask in the own workgroup', expected: 'refused', because: notGranted },
  { who: 'the broker', deed: 'read from the vault', expected: 'refused', because: notGranted },

  { who: 'an assessor, inside', deed: 'ask in the audit workgroup', expected: 'allowed', because: fromInside },
  { who: 'an assessor, outside', deed: 'ask in the audit workgroup', expected: 'refused', because: fromInside },
  { who: 'an assessor, inside', deed: 'ask in the own workgroup', expected: 'refused', because: notGranted },
  { who: 'an assessor, inside', deed: 'read the trail directly', expected: 'refused', because: viaAthena },
  { who: 'an assessor, inside', deed: 'delete a record of the trail', expected: 'refused', because: ceiling },

  { who: 'an account administrator', deed: 'read from the vault', expected: 'refused', because: perimeter },
  { who: 'an account administrator', deed: "decrypt with the vault's key", expected: 'refused', because: keyPolicy },
  {
    who: 'an account administrator',
    deed: 'decrypt with the own key directly',
    expected: 'refused',
    because: keyPolicy,
  },
  {
    who: 'an account administrator',
    deed: 'delete a record of the trail',
    expected: 'refused',
    because: 'DenyDeletion of the archive',
  },
  {
    who: 'an account administrator',
    deed: "change the own extract's bucket policy",
    expected: 'refused',
    because: 'DenyReconfiguration of the bucket',
  },
  {
    who: 'an account administrator',
    deed: 'become a researcher in a name and for the project',
    expected: 'refused',
    because: trust,
  },
  {
    who: 'an account administrator',
    deed: 'ask in the own workgroup',
    expected: 'allowed',
    because: 'its own rights; results open only with the key, which it cannot use',
  },

  {
    who: 'the deploying role',
    deed: "decrypt with the vault's key",
    expected: 'refused',
    because: 'the key policy gives the execution role administration without use',
  },
  { who: 'the deploying role', deed: 'read from the vault', expected: 'refused', because: perimeter },
];
