import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { topicDeclarations } from '@varselvakt/kafka';
import { ruleCodes, ruleTable } from '@varselvakt/rules';
import { createFigures, inWords, longest, sum } from './erasure-figures.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/erasure.md'), 'utf8');
const figures = createFigures([], topicDeclarations('n.'));
const figure = (ms: number) => ({ ms, sources: [`${ms}`] });

describe('the page of places', () => {
  test('names every table of the database', () => {
    const folder = join(root, 'libs/store/src/migrations');
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const tables = texts.flatMap((text) => [...text.matchAll(/^create table ([a-z_]+)/gm)].map(([, name]) => name));
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((table) => !page.includes(`\`${table}\``))).toEqual([]);
  });

  test('names every kind of topic', () => {
    for (const place of ['inbound topics', 'event log', 'feedback topics', 'dead letters'])
      expect(page).toContain(`| ${place} |`);
  });

  test('answers the clauses about keeping and deleting with rules that there are, and with each of them', () => {
    const told = page.match(/\b[A-Z]+(?:_[A-Z]+)+\b(?=[,)])/g) ?? [];
    expect(told.filter((code) => !ruleCodes.some((known) => known === code))).toEqual([]);
    const about = ruleCodes.filter((code) => ['C6', 'C7', 'C9'].includes(ruleTable[code].clause ?? ''));
    expect(about.length).toBeGreaterThan(8);
    expect(about.filter((code) => !page.includes(code))).toEqual([]);
  });

  test('holds no figure that nobody declares', () => {
    expect(() => figures.setting('NOBODYS_HOURS')).toThrow('No setting NOBODYS_HOURS');
    expect(() => figures.topic('feedback', 'max.compaction.lag.ms')).toThrow('not declared for feedback');
    expect(figures.topic('inbound', 'retention.ms')).toMatchObject({ ms: 86_400_000 });
  });
});

describe('figures', () => {
  test('are added or compared, and keep all their sources', () => {
    expect(sum(figure(1), figure(2))).toEqual({ ms: 3, sources: ['1', '2'] });
    expect(longest(figure(1), figure(2))).toEqual({ ms: 2, sources: ['1', '2'] });
  });

  test.each([
    [60_000, '60 s'],
    [900_000, '15 min'],
    [90_000_000, '25 h'],
    [626_400_000, '7 days 6 h'],
  ])('%i ms are said as %s', (ms, words) => {
    expect(inWords(figure(ms))).toBe(words);
  });
});
