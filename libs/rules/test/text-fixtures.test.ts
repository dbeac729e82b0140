import { describe, expect, test } from '@jest/globals';
import { createRuleEngine } from '../src/index.ts';
import { fieldOf, readEventFixtures, readTextFixtures } from './fixture.ts';
import {
  type Disagreement,
  describeDisagreement,
  disagreementOn,
  eventDisagreementOn,
  judge,
} from './judge-fixture.ts';

const engine = createRuleEngine();

/** Ids and codes only: a failing test prints no text. */
const described = (disagreements: readonly (Disagreement | undefined)[]): readonly string[] =>
  disagreements.filter((one) => one !== undefined).map(describeDisagreement);

describe('the fixtures', () => {
  const clean = readTextFixtures('clean-texts');
  const bad = readTextFixtures('bad-texts');
  const evasions = readTextFixtures('evasions');

  test('are at least 150 clean texts, 300 bad ones and 40 spellings meant to evade, with ids of their own', () => {
    expect(clean.length).toBeGreaterThanOrEqual(150);
    expect(bad.length).toBeGreaterThanOrEqual(300);
    expect(evasions.length).toBeGreaterThanOrEqual(40);
    const ids = [...clean, ...bad, ...evasions, ...readEventFixtures()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('have marks that lie inside their texts', () => {
    const isOutside = (length: number, start = 0, end = length) => start < 0 || start > end || end > length;
    const outside = [...bad, ...evasions].filter(({ text, expected }) =>
      expected.some(({ start, end }) => isOutside(text.length, start, end)),
    );
    expect(outside.map(({ id }) => id)).toEqual([]);
  });
});

describe('clean notifications', () => {
  const clean = readTextFixtures('clean-texts');
  const idsWith = (severity: 'block' | 'warn') =>
    clean
      .filter((fixture) => judge(engine, fixture).some((finding) => finding.severity === severity))
      .map(({ id }) => id);

  test('are never refused', () => expect(idsWith('block')).toEqual([]));

  test('are warned of in at most 5 % of cases', () => {
    const warned = idsWith('warn');
    expect({ warned, isTooMany: warned.length > clean.length * 0.05 }).toEqual({ warned, isTooMany: false });
  });
});

describe('bad notifications', () => {
  const bad = readTextFixtures('bad-texts');

  test('are found by their codes at their marks, and by no others', () => {
    expect(described(bad.map((fixture) => disagreementOn(engine, fixture)))).toEqual([]);
  });

  test('are refused wherever an identity number stands', () => {
    const passed = [...bad, ...readTextFixtures('evasions')].filter((fixture) => {
      const holdsNumber = fixture.expected.some(({ code }) => code === 'TEXT_IDENTITY_NUMBER');
      return holdsNumber && !judge(engine, fixture).some(({ severity }) => severity === 'block');
    });
    expect(passed.map(({ id }) => id)).toEqual([]);
  });

  test('are refused in SMS and e-mail, where no more than a link, a first name or a likely number is only told', () => {
    const onlyTold: ReadonlySet<string> = new Set(['EXTERNAL_LINK', 'TEXT_PERSON_NAME', 'TEXT_IDENTITY_NUMBER_LIKELY']);
    const passed = bad.filter((fixture) => {
      const mustBlock = fixture.expected.some(({ code }) => !onlyTold.has(code));
      const isExternal = fieldOf(fixture).fieldClass === 'external';
      return isExternal && mustBlock && !judge(engine, fixture).some(({ severity }) => severity === 'block');
    });
    expect(passed.map(({ id }) => id)).toEqual([]);
  });
});

test('of forty spellings meant to evade at least 37 are found', () => {
  const evasions = readTextFixtures('evasions');
  const slipped = described(evasions.map((fixture) => disagreementOn(engine, fixture)));
  expect({ slipped, isTooMany: slipped.length > (evasions.length * 3) / 40 }).toEqual({ slipped, isTooMany: false });
});

test('events show seams between fields, and sender, place, subject and channel of external messages', () => {
  expect(described(readEventFixtures().map((fixture) => eventDisagreementOn(engine, fixture)))).toEqual([]);
});
