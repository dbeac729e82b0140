import { createHash } from 'node:crypto';

/** A generated module's content: the data, and a hash over all of it that becomes part of what a rule-set version stands for. */
export const renderHashed = (data: object): string => {
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  return `${JSON.stringify({ ...data, hash })}\n`;
};
