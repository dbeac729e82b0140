/** An allow list of host names, ready for look-ups. */
export interface LinkHosts {
  readonly exact: ReadonlySet<string>;
  /** Endings such as `.nav.no`, from entries such as `*.nav.no`. */
  readonly endings: readonly string[];
}

/** Makes an allow list of entries such as `www.nav.no` (that host alone) and `*.nav.no` (every host below it). */
export const createLinkHosts = (entries: readonly string[]): LinkHosts => {
  const lowerCase = entries.map((entry) => entry.toLowerCase());
  return {
    exact: new Set(lowerCase.filter((entry) => !entry.startsWith('*.'))),
    endings: lowerCase.filter((entry) => entry.startsWith('*.')).map((entry) => entry.slice(1)),
  };
};

/** True when the host (lower case) stands on the list. */
export const isLinkHostAllowed = (hosts: LinkHosts, host: string): boolean =>
  hosts.exact.has(host) || hosts.endings.some((ending) => host.length > ending.length && host.endsWith(ending));
