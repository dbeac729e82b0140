/** What a link is: an https address with its host in lower case, an address of another scheme, or no complete address. */
export type LinkAddress =
  | { readonly outcome: 'HTTPS'; readonly host: string }
  | { readonly outcome: 'OTHER_SCHEME' }
  | { readonly outcome: 'INVALID' };

const scheme = /^([a-z][a-z0-9+.-]*):/i;
const httpsAddress = /^https:\/\/([a-z0-9.-]+)(?::[0-9]{1,5})?(?:[/?#][!-~]*)?$/i;
/** Printable ASCII that no address holds unescaped; browsers read some of it as another address than it looks. */
const unsafeCharacters = /["<>\\^`{|}]/;
const brokenEscape = /%(?![0-9a-fA-F]{2})/;
const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const maxHostLength = 253;

const isHost = (host: string): boolean => {
  if (host.length > maxHostLength) return false;
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => hostLabel.test(label));
};

/** Reads a link strictly: absolute, ASCII, no user name, no spaces, a host of at least two labels. Never throws. */
export const parseLinkAddress = (link: string): LinkAddress => {
  const schemeName = scheme.exec(link)?.[1];
  if (schemeName === undefined) return { outcome: 'INVALID' };
  if (schemeName.toLowerCase() !== 'https') return { outcome: 'OTHER_SCHEME' };
  if (unsafeCharacters.test(link) || brokenEscape.test(link)) return { outcome: 'INVALID' };
  const host = httpsAddress.exec(link)?.[1]?.toLowerCase();
  return host !== undefined && isHost(host) ? { outcome: 'HTTPS', host } : { outcome: 'INVALID' };
};
