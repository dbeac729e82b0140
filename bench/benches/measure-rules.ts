import {
  createDetector,
  type FieldForm,
  type HostileKind,
  hostileKinds,
  hostileTexts,
  type RuleEngine,
  sampleContext,
  sampleNow,
} from '@varselvakt/rules';
import { createEventStories } from '../load/event-stories.ts';
import { createRandom } from '../load/random.ts';
import { createHostileTexts, createMixedTexts, type StreamText } from '../load/text-streams.ts';
import { measureTextRate, middleTimeMs, type TextRate, type TextWork } from '../measure/text-rate.ts';

/** What it costs a fresh process to have the rules. */
export type RulesLoad = { readonly importMs: number; readonly tablesMs: number; readonly heldBytes: number };

/** What one run of the rules found. */
export type RulesRound = {
  readonly load: RulesLoad;
  readonly meanTextLength: number;
  readonly plainPass: TextRate;
  readonly mixed: TextRate;
  readonly mixedJudged: TextRate;
  readonly hostile: TextRate;
  readonly hostilePlainPass: TextRate;
  readonly microsPerEvent: number;
  readonly warnedEventShare: number;
  readonly longHostileMs: Readonly<Record<HostileKind, number>>;
  readonly takenShare: number;
  readonly takenTodayShare: number;
};

const DIFFERENT_TEXTS = 20_000;
const DIFFERENT_EVENTS = 5_000;
const RANDOM_NUMBERS = 1_000_000;
const LONG_LENGTH = 4_000;
const scope = { environment: 'prod', overrides: null } as const;

const sumOfUnits: TextWork = ({ text }) => {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum += text.charCodeAt(index);
  return sum;
};

/** Measures everything but the loading, with an engine that was loaded before. */
export function measureRules(
  engine: RuleEngine,
  { textCount, load }: { readonly textCount: number; readonly load: RulesLoad },
): RulesRound {
  const detector = createDetector();
  const detect: TextWork = ({ text, form }) => detector.detect(text, form).length;
  const judge: TextWork = ({ text, form }) => judgeText(engine, text, form);
  const mixed = createMixedTexts(createRandom(1), DIFFERENT_TEXTS);
  const hostile = createHostileTexts(createRandom(2), DIFFERENT_TEXTS);
  const rateOf = (texts: readonly StreamText[], work: TextWork) =>
    measureTextRate(texts, work, { warmUpCount: textCount / 4, count: textCount });
  return {
    load,
    meanTextLength: mixed.reduce((sum, { text }) => sum + text.length, 0) / mixed.length,
    mixed: rateOf(mixed, detect),
    plainPass: rateOf(mixed, sumOfUnits),
    mixedJudged: rateOf(mixed, judge),
    hostile: rateOf(hostile, detect),
    hostilePlainPass: rateOf(hostile, sumOfUnits),
    ...measureEvents(engine, textCount / 4),
    longHostileMs: measureLongTexts(engine),
    ...countRandomNumbers((text) => detector.detect(text, 'TEXT').some(({ kind }) => kind === 'IDENTITY_NUMBER')),
  };
}

function judgeText(engine: RuleEngine, text: string, form: FieldForm): number {
  const fieldClass = form === 'HTML' ? 'external' : 'in-app';
  return engine.judgeText(text, { path: null, fieldClass, form }, scope).length;
}

function measureEvents(engine: RuleEngine, count: number) {
  const next = createEventStories(createRandom(3), sampleNow);
  const cases = Array.from({ length: DIFFERENT_EVENTS }, () => {
    const event = next();
    return { event, context: sampleContext(event, { environment: 'prod' }) };
  });
  const rounds = Math.max(1, Math.round(count / cases.length));
  const countWarned = () => {
    let warned = 0;
    for (let round = 0; round < rounds; round += 1)
      for (const { event, context } of cases)
        if (engine.validateEvent(event, context).verdict !== 'ACCEPTED') warned += 1;
    return warned;
  };
  countWarned();
  const before = process.threadCpuUsage();
  const warned = countWarned();
  const { user, system } = process.threadCpuUsage(before);
  const done = rounds * cases.length;
  return { microsPerEvent: (user + system) / done, warnedEventShare: warned / done };
}

/** The longest that one text of 4,000 characters takes, by kind, after a warm-up. */
function measureLongTexts(engine: RuleEngine): Readonly<Record<HostileKind, number>> {
  const longest = (kind: HostileKind) =>
    Math.max(
      ...hostileTexts(kind, LONG_LENGTH).flatMap((text) =>
        (['TEXT', 'HTML', 'LINK'] as const).map((form) => middleTimeMs(() => judgeText(engine, text, form))),
      ),
    );
  return Object.fromEntries(hostileKinds.map((kind) => [kind, longest(kind)])) as Record<HostileKind, number>;
}

const firstCheckWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const;

/** Numbers given before 2032 leave nothing in the first check. */
function isOfToday(text: string): boolean {
  return firstCheckWeights.reduce((sum, weight, index) => sum + weight * Number(text.charAt(index)), 0) % 11 === 0;
}

function countRandomNumbers(isTaken: (text: string) => boolean) {
  const random = createRandom(42);
  let [taken, takenToday] = [0, 0];
  for (let index = 0; index < RANDOM_NUMBERS; index += 1) {
    const text = String(Math.floor(random() * 1e11)).padStart(11, '0');
    if (!isTaken(text)) continue;
    taken += 1;
    if (isOfToday(text)) takenToday += 1;
  }
  return { takenShare: taken / RANDOM_NUMBERS, takenTodayShare: takenToday / RANDOM_NUMBERS };
}
