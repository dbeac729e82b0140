import { isUtf8 } from 'node:buffer';
import type { EventFileFault, FileRecord } from '@varselvakt/codec';
import type { InputFaultCode } from './input-fault.ts';
import { type InputJudge, unreadable } from './judge-input.ts';
import type { Judgement } from './judgement.ts';
import { findJsonFault } from './json-fault.ts';
import { findJsonItems } from './json-place.ts';
import { createLinePlaces } from './line-places.ts';

type Tell = (judgement: Judgement) => void;

const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

/** Judges a JSON document: one event or text, or an array of them. Never throws on what it holds. */
export const judgeDocument = (bytes: Buffer, file: string, judge: InputJudge, tell: Tell): void => {
  const place = { file, line: 1, record: null };
  if (!isUtf8(bytes)) {
    tell(unreadable(place, 'INPUT_NOT_UTF8'));
    return;
  }
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const placeOf = createLinePlaces(text);
  const parsed = parse(text);
  if (parsed === undefined) {
    tell(unreadable(place, 'INPUT_INVALID_JSON', placeOf(findJsonFault(text))));
    return;
  }
  const { value } = parsed;
  if (!Array.isArray(value)) {
    const rootAt = text.search(/\S/);
    tell(judge.judgeJson(value, { text, placeOf, rootAt }, { ...place, line: placeOf(rootAt).line }));
    return;
  }
  const items = findJsonItems(text, 0);
  value.forEach((item: unknown, index) => {
    const rootAt = items[index]?.start ?? 0;
    tell(judge.judgeJson(item, { text, placeOf, rootAt }, { ...place, line: placeOf(rootAt).line }));
  });
};

const faultCodes = {
  AVRO_CORRUPT: 'INPUT_AVRO_CORRUPT',
  AVRO_LIMITS: 'INPUT_TOO_LARGE',
  SCHEMA_FOREIGN: 'INPUT_AVRO_SCHEMA',
  COMPRESSION_UNKNOWN: 'INPUT_AVRO_COMPRESSION',
} as const satisfies Readonly<Record<EventFileFault, InputFaultCode>>;

/** Judges the records of an Avro file. */
export const judgeRecords = (records: Iterable<FileRecord>, file: string, judge: InputJudge, tell: Tell): void => {
  let record = 0;
  for (const one of records) {
    record += 1;
    const place = { file, line: 1, record };
    if (one.ok) tell(judge.judgeEvent(one.event, place));
    else tell(unreadable(place, faultCodes[one.code], { path: one.path }));
  }
};
