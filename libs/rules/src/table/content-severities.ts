import type { SeverityTable } from '../rule.ts';
import { inBoth, observeEverywhere } from '../severity.ts';

/** Told where users read it on the platform, refused in SMS and e-mail. */
export const warnInAppBlockExternal: SeverityTable = inBoth({ 'in-app': 'warn', external: 'block' });

/** Only counted on the platform, told in SMS and e-mail. */
export const observeInAppWarnExternal: SeverityTable = inBoth({ 'in-app': 'observe', external: 'warn' });

/** Told where users read it and in links, refused in SMS and e-mail. */
export const warnInAppAndLinkBlockExternal: SeverityTable = inBoth({
  'in-app': 'warn',
  link: 'warn',
  external: 'block',
});

/** Refused wherever people read it. */
export const blockInTexts: SeverityTable = inBoth({ 'in-app': 'block', external: 'block' });

/** Told in SMS and e-mail; asked of nothing else. */
export const warnExternal: SeverityTable = inBoth({ external: 'warn' });

/** Refused in SMS and e-mail; asked of nothing else. */
export const blockExternal: SeverityTable = inBoth({ external: 'block' });

/** What every rule on personal data has in common. */
export const personalData = {
  area: 'content',
  clause: 'C8',
  externalClause: 'C17',
  severity: warnInAppBlockExternal,
  floor: observeInAppWarnExternal,
  milder: null,
  since: '1.0.0',
} as const;

/** What every rule on SMS and e-mail as a whole has in common. */
export const guideline = {
  area: 'content',
  clause: 'C14',
  severity: warnExternal,
  floor: observeEverywhere,
  milder: null,
  since: '1.0.0',
} as const;
