import { readFileSync } from 'node:fs';
import type { BodyType } from '@varselvakt/domain';
import type { FieldClass, FieldForm, RuleCode, SampleChanges, TextField } from '../src/index.ts';

/** A code that must be found; the span is half-open, in UTF-16 units, and absent where the finding is about the whole field. */
export type Expectation = {
  readonly code: RuleCode;
  readonly start?: number;
  readonly end?: number;
  /** Only of events. */
  readonly path?: string;
};

/** A text and what must be found in it: one line of the NDJSON files of texts. */
export type TextFixture = {
  readonly id: string;
  readonly field: string;
  readonly channel: 'in-app' | 'sms' | 'email';
  readonly text: string;
  readonly expected: readonly Expectation[];
  /** Codes that a reader could defend as well. */
  readonly also?: readonly RuleCode[];
};

/** A sample event with some values changed, and what must be found in it. */
export type EventFixture = {
  readonly id: string;
  readonly base: BodyType;
  readonly changes: SampleChanges;
  readonly expected: readonly Expectation[];
  readonly also?: readonly RuleCode[];
};

const folder = new URL('../fixtures/', import.meta.url);

const readLines = <Fixture>(file: string): readonly Fixture[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Fixture);

/** The texts of one file. Throws when the file is not there or not NDJSON. */
export const readTextFixtures = (name: 'clean-texts' | 'bad-texts' | 'evasions'): readonly TextFixture[] =>
  readLines(`${name}.ndjson`);

/** The sample events. Throws when the file is not there or not NDJSON. */
export const readEventFixtures = (): readonly EventFixture[] => readLines('events.ndjson');

const forms: Readonly<Record<string, FieldForm>> = { emailHtmlBody: 'HTML', link: 'LINK', groupId: 'ID', label: 'ID' };
const classes: Readonly<Record<string, FieldClass>> = { link: 'link', groupId: 'id', label: 'id' };

/** The field that a fixture's text stands in. */
export const fieldOf = ({ field, channel }: TextFixture): TextField => ({
  path: field,
  fieldClass: channel === 'in-app' ? (classes[field] ?? 'in-app') : 'external',
  form: forms[field] ?? 'TEXT',
});
