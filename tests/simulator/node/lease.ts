// The lease inside an entry's header, and changing an entry in place.
import { OFFSET } from '@/server/engine/entry';

const NO_LEASE = Buffer.alloc(24);
const NO_TOKEN = Buffer.alloc(16);
const TOKEN_END = OFFSET.leaseToken + 16;

const tokenOf = (blob: Buffer): Buffer => blob.subarray(OFFSET.leaseToken, TOKEN_END);

export const holds = (blob: Buffer, token: Uint8Array): boolean => tokenOf(blob).equals(token);
export const hasLease = (blob: Buffer): boolean => !tokenOf(blob).equals(NO_TOKEN);

export function writeLease(blob: Buffer, token: Uint8Array, endMs: number): void {
  blob.set(token, OFFSET.leaseToken);
  blob.writeDoubleBE(endMs, OFFSET.leaseEnd);
}

export function clearLease(blob: Buffer): void {
  blob.set(NO_LEASE, OFFSET.leaseToken);
  blob[OFFSET.waiters] = 0;
}

/** Whoever has read the entry keeps the bytes as they were. */
export function change(stored: { blob: Buffer }, edit: (blob: Buffer) => void): void {
  const blob = Buffer.from(stored.blob);
  edit(blob);
  stored.blob = blob;
}
