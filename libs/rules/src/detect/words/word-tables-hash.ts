import wordTables from './generated/word-tables.json' with { type: 'json' };

/** SHA-256 over all word lists, in hex: part of what a rule-set version stands for. */
export const wordTablesHash: string = wordTables.hash;
