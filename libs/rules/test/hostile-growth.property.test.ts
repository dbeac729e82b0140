import { describe, expect, test } from '@jest/globals';
import type { FieldForm } from '../src/field-table.ts';
import { createRuleEngine } from '../src/index.ts';
import { hostileKinds, hostileTexts } from '../src/testing/hostile-texts.ts';

const engine = createRuleEngine();
const scope = { environment: 'prod', overrides: null } as const;
const forms = ['TEXT', 'HTML', 'LINK'] as const satisfies readonly FieldForm[];

const shortLength = 24_000;
const growth = 4;
/** In proportion the time grows by 4, with the square by 16. */
const mostGrowth = 9;
/** Below this a figure says more about the clock and the collector than about the rules. */
const leastMs = 2;
const attempts = 6;

const timeMs = (text: string, form: FieldForm): number => {
  const startedAt = performance.now();
  engine.judgeText(text, { path: null, fieldClass: 'external', form }, scope);
  return performance.now() - startedAt;
};

/** What disturbs a run only makes it longer: so one good attempt proves it. */
const growsInProportion = (short: string, long: string, form: FieldForm): boolean => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const ratio = timeMs(long, form) / Math.max(leastMs, timeMs(short, form));
    if (ratio <= mostGrowth) return true;
  }
  return false;
};

describe('the work on a hostile text grows with its length, not with the square of it', () => {
  test.each(hostileKinds)('%s', (kind) => {
    const long = hostileTexts(kind, shortLength * growth);
    const steep = hostileTexts(kind, shortLength).flatMap((short, index) =>
      forms.filter((form) => !growsInProportion(short, long[index] ?? '', form)).map((form) => `${index} ${form}`),
    );
    expect(steep).toEqual([]);
  });
});
