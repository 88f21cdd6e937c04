import { effectiveAccess, type Person, type ProjectStanding } from '../../lambdas/safe-people/contract.ts';
import { leastDemands } from '../../lambdas/safe-people/demands.ts';
import { noticesDue } from '../../lambdas/safe-people/notices.ts';

const at = (day: number): string => new Date(Date.UTC(2027, 0, 1) + day * 86_400_000).toISOString();

/** Somebody with a long past: 30 credentials, 12 grants, 10 lifted suspensions. */
const person = (id: string): Person => ({
  id,
  name: id,
  email: `${id}@example.nhs.uk`,
  organisation: 'RTH',
  credentials: Array.from({ length: 30 }, (_, index) => ({
    id: `credential-${index}`,
    kind: (['accreditation', 'training', 'agreement'] as const)[index % 3] ?? 'training',
    scheme: 'scheme',
    number: `${index}`,
    evidence: 'file',
    from: at(index - 30),
    expires: at(index * 10 + 1),
  })),
  roles: Array.from({ length: 12 }, (_, index) => ({
    role: 'researcher' as const,
    proposedBy: 'officer-one',
    proposedAt: at(-20),
    confirmedBy: 'officer-two',
    confirmedAt: at(-19 + index),
    expires: at(30 * index + 5),
  })),
  suspensions: Array.from({ length: 10 }, (_, index) => ({
    id: `suspension-${index}`,
    because: 'incident' as const,
    from: at(-100 + index),
    by: 'officer-one',
    liftedAt: at(-99 + index),
    liftedBy: 'officer-two',
  })),
});

const projectOf = (people: readonly Person[], id = 'asthma'): ProjectStanding => ({
  id,
  state: 'live',
  starts: at(-50),
  ends: at(700),
  members: people.map((one, index) => ({
    person: one.id,
    as: index === 0 ? 'lead' : 'researcher',
    from: at(-40),
    until: at(index % 4 === 3 ? 20 : 600),
  })),
  approvals: Array.from({ length: 6 }, (_, index) => ({ of: `controller-${index}`, from: at(-60), expires: at(600) })),
});

const cpu = (job: () => void): number => {
  const begun = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e3;
};

/** CPU of deciding one request, with the exact instant of its next change, and of one day's notices for a whole region. */
export function accessDecision(): void {
  const members = Array.from({ length: 50 }, (_, index) => person(`person-${index}`));
  const [one] = members;
  const project = projectOf(members);
  const times = 5_000;
  const all = cpu(() => {
    for (let index = 0; index < times; index++) {
      effectiveAccess({ person: one, project, register: 'in-service', demands: leastDemands, now: at(index % 400) });
    }
  });
  console.log(
    `effective access of somebody with a long past: ${(all / times).toFixed(3)} ms CPU (target for the whole gate: < 5)`,
  );

  const people = Array.from({ length: 5_000 }, (_, index) => person(`person-${index}`));
  const projects = Array.from({ length: 400 }, (_, index) =>
    projectOf(people.slice(index * 12, index * 12 + 20), `project-${index}`),
  );
  let due = 0;
  const notices = cpu(() => {
    due = noticesDue(people, projects, at(0)).length;
  });
  console.log(`notices of a day, 5,000 people x 400 projects: ${due} due, ${(notices / 1000).toFixed(2)} s CPU`);
}
