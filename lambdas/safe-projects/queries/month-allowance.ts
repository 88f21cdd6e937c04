import type { Key } from '../../workflow/contract.ts';

/** What a project has read in a month, and what its queries now at Athena may still read. */
export interface MonthAllowance {
  readonly read: number;
  readonly reserved: Readonly<Record<string, number>>;
}

export const allowanceKey = (project: string, month: string): Key => ({
  partition: `allowance#${project}`,
  sort: month,
});

export const untouched: MonthAllowance = { read: 0, reserved: {} };

const reservedIn = ({ reserved }: MonthAllowance): number => Object.values(reserved).reduce((sum, one) => sum + one, 0);

/** Whether one more query could read all that it may, if all others did as well. */
export const hasRoom = (allowance: MonthAllowance, bytesPerQuery: number, bytesPerMonth: number): boolean =>
  allowance.read + reservedIn(allowance) + bytesPerQuery <= bytesPerMonth;

/** Whether there could be room once those at Athena have ended. */
export const mayHaveRoom = ({ read }: MonthAllowance, bytesPerQuery: number, bytesPerMonth: number): boolean =>
  read + bytesPerQuery <= bytesPerMonth;

export const reserving = (allowance: MonthAllowance, query: string, bytes: number): MonthAllowance => ({
  ...allowance,
  reserved: { ...allowance.reserved, [query]: bytes },
});

/** The reservation gives way to what was really read, be it more. */
export function settling({ read, reserved }: MonthAllowance, query: string, bytes: number): MonthAllowance {
  const { [query]: _, ...others } = reserved;
  return { read: read + bytes, reserved: others };
}
