import { hasRole, type Role } from '../safe-people/contract.ts';
import { accessOf, projectOf, type Reader, type Register } from './airlock-sight.ts';

const holds = ({ person, call: { now } }: Reader, roles: readonly Role[]): boolean =>
  roles.some((role) => hasRole(person, role, now));

/** Whoever reads of everybody's requests what the public door knows of them. */
export const seesAll = (reader: Reader): boolean => holds(reader, ['output-checker', 'operator', 'assessor']);

/** Whether somebody may work in the project now. */
export const worksIn = async (ports: Register, reader: Reader, project: string): Promise<boolean> =>
  accessOf(ports, reader, await projectOf(ports, project)).allowed;

/** Whether somebody may have what a project released. */
export const mayHave = async (ports: Register, reader: Reader, project: string): Promise<boolean> =>
  holds(reader, ['output-checker']) || worksIn(ports, reader, project);
