import type { EventJsonResult } from '@varselvakt/codec';
import { isUuid, type ProducerEvent } from '@varselvakt/domain';
import { walkFields, pathOf, type TextField } from '@varselvakt/rules';
import type { Judge, Judged } from './create-judge.ts';
import type { InputFaultCode } from './input-fault.ts';
import type { JudgedSource, JudgedText, Judgement, SourceRange } from './judgement.ts';
import { type JsonSource, rangeInJson, sourceOfJsonText, sourceOfPlainText } from './line-places.ts';
import { findJsonValue } from './json-place.ts';
import { createTextFields } from './text-field.ts';

/** Where an input begins. */
export type InputPlace = Pick<Judgement, 'file' | 'line' | 'record'>;

/** Judges inputs that are read already, and places what is found. */
export type InputJudge = {
  readonly judgePlainText: (text: string, place: InputPlace) => Judgement;
  /** A value of JSON: an event, or an object with `text` (and id, field, channel). */
  readonly judgeJson: (value: unknown, source: JsonSource, place: InputPlace) => Judgement;
  readonly judgeEvent: (event: ProducerEvent, place: InputPlace) => Judgement;
};

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with `text` that has nothing of an event around it. */
export const isTextObject = (value: unknown): value is JsonObject =>
  isObject(value) && Object.hasOwn(value, 'text') && !Object.hasOwn(value, 'body');

/** Says that something could not be judged. */
export const unreadable = (
  place: InputPlace,
  code: InputFaultCode,
  at: { readonly line?: number; readonly column?: number; readonly path?: string | null } = {},
): Judgement => ({
  id: null,
  file: place.file,
  line: place.line,
  record: place.record,
  verdict: 'UNREADABLE',
  fault: { code, line: at.line ?? place.line, column: at.column ?? 1, path: at.path ?? null },
});

const start: SourceRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const nowhere: JudgedSource = { rangeOf: () => start, textOf: () => undefined };

const textsOf = (event: ProducerEvent): ReadonlyMap<string, JudgedText> => {
  const texts = new Map<string, JudgedText>();
  walkFields(event, (value, { form }, parent, name) => void texts.set(pathOf(parent, name), { value, form }));
  return texts;
};

const sourceOfEvent = (event: ProducerEvent, rangeOf: JudgedSource['rangeOf']): JudgedSource => {
  let texts: ReadonlyMap<string, JudgedText> | undefined;
  return {
    rangeOf,
    textOf: (path) => {
      texts ??= textsOf(event);
      return path === null ? undefined : texts.get(path);
    },
  };
};

const judgement = (
  id: string | number | null,
  { file, line, record }: InputPlace,
  { verdict, findings }: Judged,
  source: JudgedSource,
): Judgement => ({ id, file, line, record, verdict, findings, source });

/** One input that the rules fail on shall not keep the others from being judged. The fault may quote the input: it is not told. */
const guard = (place: InputPlace, judgeInput: () => Judgement): Judgement => {
  try {
    return judgeInput();
  } catch {
    return unreadable(place, 'INPUT_NOT_JUDGED');
  }
};

/** Judges with `judge`; `readEvent` reads events from JSON, null where only texts are expected. */
export const createInputJudge = (judge: Judge, readEvent: ((value: unknown) => EventJsonResult) | null): InputJudge => {
  const textFieldOf = createTextFields();
  const plainField: TextField = textFieldOf(undefined, undefined);

  const judgeTextObject = (value: JsonObject, source: JsonSource, place: InputPlace): Judgement => {
    const { id, field, channel, text } = value;
    if (typeof text !== 'string') return unreadable(place, 'INPUT_NOT_A_TEXT', placeIn(source, 'text'));
    const textField = textFieldOf(field, channel);
    const judged = judge.judgeText(text, textField);
    const judgedText = { value: text, form: textField.form };
    const own = judged.findings.length === 0 ? nowhere : sourceOfJsonText(judgedText, source);
    return judgement(judge.presentableId(id), place, judged, own);
  };

  const judgeOne = (event: ProducerEvent, place: InputPlace, rangeOf: JudgedSource['rangeOf']): Judgement => {
    const id = isUuid(event.eventId) ? event.eventId : null;
    return judgement(id, place, judge.judgeEvent(event), sourceOfEvent(event, rangeOf));
  };

  const judgePlainText = (text: string, place: InputPlace): Judgement => {
    const judged = judge.judgeText(text, plainField);
    const isClean = judged.findings.length === 0;
    const source = isClean ? nowhere : sourceOfPlainText({ value: text, form: plainField.form }, place.line);
    return judgement(null, place, judged, source);
  };

  const judgeJson = (value: unknown, source: JsonSource, place: InputPlace): Judgement => {
    if (isTextObject(value)) return judgeTextObject(value, source, place);
    const read = readEvent?.(value) ?? { outcome: 'MISFIT', paths: [''] };
    if (read.outcome === 'READ')
      return judgeOne(read.event, place, (finding) => rangeInJson(source, finding.path ?? '', finding));
    const path = read.paths[0] ?? '';
    return unreadable(place, 'INPUT_NOT_AN_EVENT', { ...placeIn(source, path), path: path === '' ? null : path });
  };

  return {
    judgePlainText: (text, place) => guard(place, () => judgePlainText(text, place)),
    judgeJson: (value, source, place) => guard(place, () => judgeJson(value, source, place)),
    judgeEvent: (event, place) => guard(place, () => judgeOne(event, place, () => start)),
  };
};

const placeIn = ({ text, placeOf, rootAt }: JsonSource, path: string) =>
  placeOf(findJsonValue(text, rootAt, path).start);
