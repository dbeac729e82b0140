/** Sent with every answer of the API: nobody frames it, guesses its type, keeps it, or reads it from another site. */
export const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/**
 * For everything that the console is made of, in place of those of the API: only our own scripts, styles and answers. `scriptHashes` = those
 * of inline scripts that must be (the import map), as `sha256-<base64>`. Forms are never sent by the browser itself: an
 * address would show what was typed.
 */
export function consoleHeaders(scriptHashes: readonly string[] = []): Readonly<Record<string, string>> {
  const scripts = ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(' ');
  const policy = {
    'default-src': "'none'",
    'script-src': scripts,
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'lit-html',
  };
  return {
    ...apiHeaders,
    'cache-control': 'no-cache',
    'content-security-policy': Object.entries(policy)
      .map((words) => words.join(' '))
      .join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  };
}
