const row = /^(\d{4}),([^,]+),\d{4},([^,]+),([A-Z])$/;

/** The list as it is kept: code, place, municipality, and the kind of the code (P and S: boxes and services, nobody lives there). */
export const toPostalCodeList = (register: string, version: string): string => {
  const rows = register.split(/\r?\n/).flatMap((line) => {
    const [, code, place, municipality, kind] = row.exec(line.trim()) ?? [];
    return code === undefined ? [] : [[code, place, municipality, kind].join('\t')];
  });
  return `${[
    '# Postal codes of Norway: code, place, municipality, kind (P and S: boxes and services; the others: streets).',
    `# Source: NoCommons ${version}, file postnummer.csv, from the public register of postal codes. Licence: MIT.`,
    '# Made by scripts/words/addresses/fetch-postal-codes.ts; do not edit.',
    ...rows.sort(),
  ].join('\n')}\n`;
};
