import { readFileSync } from 'node:fs';
import { type FieldForm, hostileKinds, hostileTexts } from '@varselvakt/rules';
import { pick, type Random } from './random.ts';

/** A text as a field holds it. */
export type StreamText = { readonly text: string; readonly form: FieldForm };

type Fixture = { readonly text: string; readonly field: string };

const fixtures = new URL('../../libs/rules/fixtures/', import.meta.url);
const BAD_SHARE = 0.1;
const NUMBERED_SHARE = 0.3;
const HOSTILE_LENGTH = 100;
/** Shorter texts get a second sentence. */
const SHORT_LENGTH = 45;

function readFixtures(name: string): readonly StreamText[] {
  const lines = readFileSync(new URL(`${name}.ndjson`, fixtures), 'utf8')
    .trimEnd()
    .split('\n');
  return lines
    .map((line) => JSON.parse(line) as Fixture)
    .filter(({ field }) => field !== 'link' && field !== 'groupId')
    .map(({ text, field }) => ({ text, form: field === 'emailHtmlBody' ? 'HTML' : 'TEXT' }));
}

/** Notifications of the fixtures, about 100 characters on average: nine clean ones to one bad, three of ten with a case number. */
export function createMixedTexts(random: Random, count: number): readonly StreamText[] {
  const clean = readFixtures('clean-texts');
  const bad = readFixtures('bad-texts');
  return Array.from({ length: count }, () => {
    const { text, form } = pick(random, random() < BAD_SHARE ? bad : clean);
    if (form === 'HTML') return { text: freshString(text), form };
    const number = random() < NUMBERED_SHARE ? `Sak ${Math.floor(random() * 100_000)}: ` : '';
    const more =
      text.length < SHORT_LENGTH
        ? ` ${
            pick(
              random,
              clean.filter((one) => one.form === form),
            ).text
          }`
        : '';
    return { text: freshString(`${number}${text}${more}`), form };
  });
}

/** Texts of a hundred characters that look like the beginning of something all along, and the spellings meant to evade. */
export function createHostileTexts(random: Random, count: number): readonly StreamText[] {
  const evasions = readFixtures('evasions');
  const forms = ['TEXT', 'TEXT', 'HTML'] as const;
  const texts = hostileKinds.flatMap((kind) => hostileTexts(kind, HOSTILE_LENGTH));
  return Array.from({ length: count }, () => {
    const { text, form } =
      random() < BAD_SHARE ? pick(random, evasions) : { text: pick(random, texts), form: pick(random, forms) };
    return { text: freshString(text), form };
  });
}

/** As a decoder gives it: a flat string that nobody has looked at, of one byte per unit where Latin-1 is enough. */
function freshString(text: string): string {
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 0xff) return Buffer.from(text, 'utf16le').toString('utf16le');
  return Buffer.from(text, 'latin1').toString('latin1');
}
