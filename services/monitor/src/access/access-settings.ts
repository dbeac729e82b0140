import { choice, optional, setting, url, wholeNumber, type ConfigFault } from '@varselvakt/runtime';
import { type NamedToken, namedTokens } from './named-tokens.ts';

/** Who may come in, and as what. */
export const accessSettings = {
  MONITOR_API_ACCESS: setting(choice(['loopback', 'any']).default('loopback'), {
    about:
      'who may ask the console and the API on HTTP_PORT: programs on this machine, or any that reach the port; without MONITOR_TOKENS both may look without signing in',
    example: 'loopback',
  }),
  MONITOR_TOKENS: setting(optional(namedTokens()), {
    about:
      'who may look (viewer) or act (operator): name:role:token with commas or line ends between; instead of the token also sha256:<hex of its SHA-256>. With it, looking takes a token too',
    example: 'kari:operator:<openssl rand -hex 32>,grafana:viewer:<openssl rand -hex 32>',
    secret: true,
  }),
  MONITOR_SIGN_IN_CODE: setting(optional(namedTokens()), {
    about: 'name:role:code; who has the code can sign in to the console with it once. npm start makes one',
    example: 'kari:operator:<openssl rand -hex 32>',
    secret: true,
  }),
  MONITOR_SESSION_HOURS: setting(wholeNumber({ min: 1, max: 168 }).default(12), {
    about: 'how long somebody who signed in to the console stays signed in',
    example: '12',
  }),
  MONITOR_PUBLIC_URL: setting(optional(url({ protocols: ['http:', 'https:'] })), {
    about:
      'where browsers find the console when a proxy stands before it; requests for that host are answered besides those for this machine, and with https: the cookie is sent by https only. Needs MONITOR_TOKENS',
    example: 'https://varsel.example.no',
  }),
};

type AccessConfig = {
  readonly MONITOR_API_ACCESS: 'loopback' | 'any';
  readonly MONITOR_TOKENS: readonly NamedToken[] | null;
  readonly MONITOR_SIGN_IN_CODE: readonly NamedToken[] | null;
  readonly MONITOR_SESSION_HOURS: number;
  readonly MONITOR_PUBLIC_URL: string | null;
};

/** A proxy makes everybody come from this machine: then only a token tells who may look. */
export function checkAccessSettings({
  MONITOR_TOKENS: tokens,
  MONITOR_PUBLIC_URL: publicUrl,
}: Partial<AccessConfig>): readonly ConfigFault[] {
  if (tokens !== null || publicUrl === null || publicUrl === undefined) return [];
  const problem = 'must be set when MONITOR_PUBLIC_URL is: behind a proxy everybody seems to be on this machine';
  return [{ name: 'MONITOR_TOKENS', problem, example: accessSettings.MONITOR_TOKENS.example }];
}

/** Who may come in, as the guard takes it. */
export type AccessRules = {
  readonly reach: 'loopback' | 'any';
  /** Empty: nobody needs to sign in to look. */
  readonly tokens: readonly NamedToken[];
  /** Each can be used once. */
  readonly codes: readonly NamedToken[];
  readonly sessionMs: number;
  /** Of the console's public address, such as `https://varsel.example.no`; null without one. */
  readonly publicOrigin: string | null;
};

/** As without any setting: programs on this machine may look, and nobody may act. */
export const usualAccess: AccessRules = {
  ...{ reach: 'loopback', tokens: [], codes: [], sessionMs: 12 * 3_600_000, publicOrigin: null },
};

/** The rules that the settings mean. */
export const toAccessRules = (config: AccessConfig): AccessRules => ({
  reach: config.MONITOR_API_ACCESS,
  tokens: config.MONITOR_TOKENS ?? [],
  codes: config.MONITOR_SIGN_IN_CODE ?? [],
  sessionMs: config.MONITOR_SESSION_HOURS * 3_600_000,
  publicOrigin: config.MONITOR_PUBLIC_URL === null ? null : new URL(config.MONITOR_PUBLIC_URL).origin,
});
