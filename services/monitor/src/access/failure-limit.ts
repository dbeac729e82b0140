import { isIPv6 } from 'node:net';

export type FailureLimit = {
  /** Seconds until the address may try again; 0 when it may now. */
  readonly waitSeconds: (address: string) => number;
  /** Counts an attempt that failed. */
  readonly failed: (address: string) => void;
};

const maxFailures = 10;
const windowMs = 60_000;
/** What an attacker with many addresses can make us remember; the oldest are forgotten first. */
const maxAddresses = 10_000;

/** Whoever has one address of version 6 usually has the 2^64 beside it. */
function neighbourhoodOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [before = '', after] = address.split('::');
  const head = before.split(':');
  const filled = after === undefined ? head : [...head, '0', '0', '0', '0'];
  return filled.slice(0, 4).join(':');
}

/** Ten failed attempts within a minute, and an address has to wait for that minute to end. */
export function createFailureLimit(now: () => number): FailureLimit {
  const failures = new Map<string, { count: number; endsAt: number }>();
  const current = (key: string) => {
    const known = failures.get(key);
    if (known !== undefined && known.endsAt > now()) return known;
    failures.delete(key);
    return undefined;
  };
  return {
    waitSeconds: (address) => {
      const known = current(neighbourhoodOf(address));
      return known === undefined || known.count < maxFailures ? 0 : Math.ceil((known.endsAt - now()) / 1_000);
    },
    failed: (address) => {
      const key = neighbourhoodOf(address);
      const known = current(key);
      if (known !== undefined) {
        known.count += 1;
        return;
      }
      const [oldest] = failures.keys();
      if (failures.size >= maxAddresses && oldest !== undefined) failures.delete(oldest);
      failures.set(key, { count: 1, endsAt: now() + windowMs });
    },
  };
}
