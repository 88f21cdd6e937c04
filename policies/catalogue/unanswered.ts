/**
 * Statements of class T that no rule answers, and why: what these templates do not make, no rule can judge. Each is unmet until
 * somebody attests it. A statement leaves this table when a rule answers it, and a test keeps it out of both.
 */
export const unanswered: Readonly<Record<string, string>> = {
  '2.1.02': 'The workspace is a page of queries in a browser; no desktop image is made here',
  '2.1.03': 'People see rows of their own extract; there is no mode in which code alone reads them',
  '2.1.06': 'AWS updates the secure browser, and no other user software is made here',
  '2.1.07': 'Nothing is shared inside a project but its queries',
  '2.1.12': 'No package or image repository is made here',
  '2.1.13': 'No package or image repository is made here, so there is nothing to restrict',
  '2.1.15': "Queries run on Athena; no compute of the project's own is made here",
  '2.1.16': 'No accelerator is made here',
  '2.1.17': 'No database is made for researchers but the query workspace',
  '2.2.01': 'That templates come from code is shown by making them twice, not by a template',
  '2.2.02': 'No template shows which steps around it are done by hand',
  '2.2.03': 'The bootstrap stack, whose roles change everything, is not among these templates',
  '2.2.04': 'No pipeline is made here',
  '2.2.05': 'One deployment cannot show that another one matches it',
  '2.4.01': 'The deployment file and its checks are the procedure; that people keep to it no template shows',
  '2.4.02': 'No host is made here whose configuration a tool could keep',
  '2.6.03': 'Templates and configuration are kept by the repository and the bootstrap bucket, outside these templates',
  '2.7.03': 'No host or database is made here that would need patching; AWS patches the function runtimes',
  '3.1.06': 'There is no way out of the environment in this release, and so no release for anybody to hold',
  '3.1.18': 'Every project has the same controls in this release',
  '3.1.19': 'There are no tiers in this release',
  '3.2.04':
    'The identity provider of the secure browser asks for the second factor, and no template shows its settings',
  '3.2.06': 'The deployment file names no network or place from which people may come',
  '4.2.01': 'The deployment file demands a manager of every project; no template shows it',
  '4.2.02': 'Who works on a project is decided by its register, outside the templates',
  '4.4.04': 'That cost is kept down is shown by what was spent',
  '5.4.01': 'No endpoint for other environments is made here',
  '5.4.03': 'No identity of another environment is trusted here',
  '5.4.04': 'No log is shown to other environments',
  'TRE-X10': 'The second factor is asked for by the identity provider and the organisation, which no template shows',
  'TRE-X12': 'The supply chain of the functions is held by the lock file and the build, which no template shows',
  'TRE-X17': 'No host is made here whose clock could be wrong; AWS sets the time of its services',
};
