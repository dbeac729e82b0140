import type { SchemaConflict, SchemaFinding } from '@varselvakt/codec';

type Sides = { readonly file: string; readonly released: string };

/** What the conflict says of the file and of the released schema: who writes and who reads is told beside it. */
function sidesOf({ reads, conflict }: SchemaFinding): Sides {
  const { writer, reader } = conflict;
  return reads === 'RELEASED' ? { file: writer, released: reader } : { file: reader, released: writer };
}

type Say = (sides: Sides, finding: SchemaFinding) => string;

const words: Readonly<Record<SchemaConflict['kind'], Say>> = {
  UNRESOLVABLE: () => 'Avro cannot read the one as the other',
  KIND: ({ file, released }) => `is ${file} in the file, and ${released} as released`,
  LOGICAL_TYPE: ({ file, released }) => `has the logical type ${file} in the file, and ${released} as released`,
  NAME: ({ file, released }) => `is called ${file} in the file, and ${released} as released`,
  SIZE: ({ file, released }) => `has ${file} bytes in the file, and ${released} as released`,
  SYMBOLS: (_, { reads, conflict }) =>
    `${reads === 'FILE' ? 'the file' : 'the released schema'} does not know ${conflict.writer} and has no default for it`,
  DEFAULT_SYMBOL: ({ file, released }) => `the default symbol is ${file} in the file, and ${released} as released`,
  DEFAULT: ({ file, released }) => `the default is ${file} in the file, and ${released} as released`,
  FIELD_ADDED: (_, { reads }) =>
    reads === 'FILE'
      ? 'is in the file only, and has no default for what was written without it: give it one'
      : 'is missing in the file, and the released schema has no default for it: put it back',
  BRANCH: (_, { reads, conflict }) =>
    `${reads === 'FILE' ? 'the file' : 'the released schema'} does not know ${conflict.writer} in this union`,
};

/** Why the finding is one, for people who know the file alone. */
export const explainConflict = (finding: SchemaFinding): string =>
  words[finding.conflict.kind](sidesOf(finding), finding);

/** Whom it hurts. */
export const harmOf = ({ reads, severity }: SchemaFinding): string => {
  const verb = severity === 'error' ? 'cannot read' : 'would read otherwise';
  return reads === 'RELEASED'
    ? `the pipeline ${verb} what is written with this file`
    : `whoever has this file ${verb} what is written with the released schema`;
};
