import type { Interceptor } from './front.ts';

/** An AWS call that the emulator does not know and the estate needs: answered in front of it, from memory. */
export interface StandIn {
  readonly name: string;
  readonly says: string;
  /** Fresh memory for each emulator. */
  open(): Interceptor;
  /** Whether the emulator, asked without the stand-in, still does not know the call. */
  stillNeeded(emulator: string): Promise<boolean>;
}

export const xml = (status: number, body: string) => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});
