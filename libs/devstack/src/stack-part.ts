/** The three parts of a stack. */
export type PartName = 'kafka' | 'registry' | 'postgres';
