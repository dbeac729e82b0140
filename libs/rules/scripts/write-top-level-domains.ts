import { writeFileSync } from 'node:fs';
import topLevelDomains from 'tlds' with { type: 'json' };

/** Norwegian texts are written in ASCII hosts; every internationalised ending begins with xn-- there. */
const names = topLevelDomains.filter((name) => /^[a-z]+$/.test(name));

const lines: string[] = [''];
for (const name of names) {
  const line = lines.at(-1) ?? '';
  if (line.length + name.length > 110) lines.push(name);
  else lines[lines.length - 1] = line === '' ? name : `${line} ${name}`;
}

writeFileSync(
  new URL('../src/detect/links/top-level-domains.ts', import.meta.url),
  `const names = \`
${lines.join('\n')}
\`;

/**
 * The endings of host names that IANA has given out, in lower case and ASCII; written by \`write-top-level-domains.ts\` from the package
 * \`tlds\` (MIT), which copies IANA's list.
 */
export const topLevelDomains: ReadonlySet<string> = new Set(names.trim().split(/\\s+/));
`,
);
