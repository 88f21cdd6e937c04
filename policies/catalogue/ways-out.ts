// Long because it is one table: the ways out that other environments were found to have, and what shuts each here.

/** A rule that shuts a way out, and mutants of our own templates that show it does. */
export interface Shutter {
  readonly rule: string;
  /** Names of mutants of that rule. */
  readonly mutants: readonly [string, ...string[]];
}

/** A way by which data left, or could leave, another trusted research environment. */
export interface WayOut {
  readonly way: string;
  /** Where it was found, in public. */
  readonly seenIn: string;
  readonly shutBy: readonly [Shutter, ...Shutter[]];
  /** What no rule about templates shuts. */
  readonly leaves?: string;
}

const by = (rule: string, ...mutants: readonly [string, ...string[]]): Shutter => ({ rule, mutants });

export const waysOut: readonly WayOut[] = [
  {
    way: 'A tunnel through DNS: what is asked for carries the data, 100 MB in two and a half hours',
    seenIn: 'microsoft/AzureTRE issue 4036',
    shutBy: [
      by(
        'dns-firewall-blocks-by-default',
        'the firewall is associated with no network',
        'the last rule only alerts',
        'only questions of one record type are blocked',
        'the firewall fails open',
        'a group of rules of somebody answers first',
      ),
      by(
        'dns-firewall-allows-exact-names-only',
        "a stranger's name is allowed beside ours",
        'redirections are followed unseen',
      ),
      by('dns-queries-are-logged', 'the query log is associated with no network'),
    ],
  },
  {
    way: 'A machine-learning workspace in another subscription or account, reached from inside',
    seenIn: 'microsoft/AzureTRE issue 4660',
    shutBy: [
      by('endpoint-policies-pin-the-account', 'an endpoint admits identities of every account'),
      by('endpoints-stay-in-region-on-aws', "an endpoint leads to somebody's own service"),
      by('dns-firewall-allows-exact-names-only', 'the notebooks of SageMaker are allowed'),
      by(
        'every-kind-of-resource-is-known',
        'AWS::SageMaker::Domain is added',
        'AWS::SageMaker::NotebookInstance is added',
      ),
    ],
  },
  {
    way: 'A disk from outside attached to a workspace, filled and taken away; its snapshot shared',
    seenIn: 'microsoft/AzureTRE issue 4667',
    shutBy: [
      by('every-kind-of-resource-is-known', 'AWS::EC2::Volume is added', 'AWS::EC2::VolumeAttachment is added'),
      by('functions-cannot-share-or-send', 'a function may ec2:ModifySnapshotAttribute'),
      by('people-are-denied-all-but-reading', 'a whole service is exempt from the denial'),
      by('account-switches-stay-on', 'snapshots may be shared with everybody'),
    ],
  },
  {
    way: 'A gateway endpoint of S3 that lets reading and listing of every bucket through, and so writing of names to read',
    seenIn: 'awslabs/service-workbench-on-aws onboard-account.cfn.yml',
    shutBy: [
      by(
        'endpoint-policies-name-actions-and-resources',
        'an endpoint lets every bucket through',
        'an endpoint lets every action through',
      ),
      by(
        'endpoint-policies-pin-the-account',
        'an endpoint loses its policy',
        'an endpoint admits identities of every account',
      ),
    ],
  },
  {
    way: 'Package sites reached directly from workspaces: a download is a request, and a request carries data',
    seenIn: 'k8tre/k8tre netpol_singleuser_world.yaml',
    shutBy: [
      by('vpc-has-no-way-out', 'AWS::EC2::NatGateway is added', 'AWS::EC2::InternetGateway is added'),
      by('route-tables-have-local-routes-only', 'a default route is added'),
      by('security-groups-let-nothing-out', 'a group lets everything out', 'a group leads to an unknown prefix list'),
      by('browser-opens-named-pages-only', 'URLAllowlist becomes ["https://*.example.org"]'),
    ],
  },
  {
    way: 'An entry of the DNS firewall as wide as *.amazonaws.com, under which strangers own names too',
    seenIn: 'k8tre/k8tre-aws dnsresolver/main.tf',
    shutBy: [
      by(
        'dns-firewall-allows-exact-names-only',
        'every name of AWS is allowed',
        'a file says which names are let through',
      ),
    ],
  },
  {
    way: 'A cluster whose endpoint is public by default',
    seenIn: 'k8tre/k8tre-aws eks-cluster.tf',
    shutBy: [
      by('every-kind-of-resource-is-known', 'AWS::EKS::Cluster is added'),
      by('nothing-answers-strangers', 'a database may have an address', 'an API is on the internet'),
    ],
  },
  {
    way: 'A signed link as the interface of the user, good wherever it is opened; its limit counted by the client',
    seenIn: 'microsoft/AzureTRE issues 4308 and 4309; HicResearch/TREEHOOSE download_data.py',
    shutBy: [
      by(
        'data-buckets-deny-other-networks',
        'the vault is open to every network',
        'the role of a project is let in',
        'members of the organisation come from anywhere',
      ),
      by(
        'records-are-read-through-athena-alone',
        'objects are read by hand',
        'objects are read by hand, from our network',
      ),
      by('results-never-lie-in-a-bucket', 'results go to a bucket', 'clients choose where results go'),
      by(
        'no-bucket-opens-by-a-signed-link',
        'the curated zone opens by a link',
        'links are refused in addresses, not in forms',
        'links are refused to all but a role',
      ),
    ],
  },
  {
    way: 'A role that takes data out without approval, or approves its own request',
    seenIn: 'ucl-arc-tre internal/types/projects.go and ProjectFormTRE.tsx',
    shutBy: [
      by('people-write-nowhere', 'a person may s3:PutObject', 'a bucket lets a person write'),
      by('people-are-denied-all-but-reading', 'nothing is denied', 'writing is exempt from the denial'),
      by('rights-lead-into-this-account-only', 'whoever restores may write to a bucket of somebody else'),
      by('functions-cannot-share-or-send', 'a function may s3:PutBucketPolicy'),
      by(
        'one-function-writes-what-is-released',
        'whoever restores writes the release bucket too',
        'what releases answers requests inside',
        'what checks releases as well',
      ),
      by(
        'votes-are-cast-at-the-private-door-alone',
        'what releases may cast votes',
        'the table does not refuse votes of others',
      ),
      by('frozen-bytes-are-written-by-the-checker-alone', 'the private door exchanges a frozen file'),
      by('releases-point-where-the-releaser-says', 'what takes in arrivals says where a release points'),
    ],
    leaves:
      'That two people other than whoever asks, and never of the project, have looked is what the function of the airlock counts; tests show it, and no template.',
  },
  {
    way: 'An approved file passed on by hand, outside the system that recorded the approval',
    seenIn: 'HicResearch/TREEHOOSE UserGuide.md',
    shutBy: [
      by(
        'browser-lets-nothing-out',
        'DownloadAllowed becomes "Enabled"',
        'CopyAllowed becomes "Enabled"',
        'PrintAllowed becomes undefined',
      ),
      by('browser-keeps-its-tools-shut', 'DownloadRestrictions becomes undefined', 'the file system may be written'),
      by(
        'released-bytes-are-read-by-three-functions',
        'people outside read releases by a second function',
        'the private door reads releases',
      ),
    ],
    leaves: 'A screen can be photographed, and memory carries figures.',
  },
  {
    way: 'A file of the portal itself, or of the machine behind it, read through the portal',
    seenIn: 'aws/res pull request 175',
    shutBy: [
      by('browser-opens-named-pages-only', 'files are opened', 'the policy cannot be read'),
      by('browser-keeps-its-tools-shut', 'DeveloperToolsAvailability becomes 1'),
      by('broker-does-nothing-but-assume', 'the broker may read objects', 'the broker may invoke functions'),
      by('functions-run-our-own-code', 'something else starts before the function'),
    ],
    leaves: 'What the code of a page does with a path it is given is for tests of that code to show.',
  },
  {
    way: 'A deleted workspace that is still reachable',
    seenIn: 'microsoft/AzureTRE issue 4755',
    shutBy: [
      by('sessions-last-an-hour-at-most', 'a session may last half a day', "the broker's session may last two hours"),
      by(
        'sessions-name-a-person-and-a-project',
        'a session need not name a person',
        'another role than a broker may assume it',
      ),
      by('browser-sessions-time-out', 'DisconnectTimeoutInMinutes becomes undefined'),
      by('stores-admit-their-own-project-alone', "a project's bucket admits a role that nobody knows"),
    ],
    leaves:
      'A project that has ended is synthesised with a role that denies everything; that it was deployed, the account shows.',
  },
];

/** The table as a page of the reference. */
export const waysOutPage = (): string =>
  [
    '# Ways out',
    '',
    'Generated by `npm run generate`; do not edit. These are ways by which data left, or could leave, other trusted research',
    'environments. Each is shut here by a rule that every synthesis applies; a test changes our own templates as the row says and',
    'shows that this very rule refuses the change.',
    '',
    ...waysOut.flatMap(({ way, seenIn, shutBy, leaves }, index) => [
      `## ${index + 1}. ${way}`,
      '',
      `Seen in ${seenIn}.`,
      '',
      '| rule | refuses, among others, that |',
      '| --- | --- |',
      ...shutBy.map(({ rule, mutants }) => `| \`${rule}\` | ${mutants.join('; ').replaceAll('|', '\\|')} |`),
      '',
      ...(leaves === undefined ? [] : [`What this leaves: ${leaves}`, '']),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
