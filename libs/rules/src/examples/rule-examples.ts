import type { BodyType } from '@varselvakt/domain';
import type {
  EventExample,
  HistoryExample,
  RecordExample,
  RuleExample,
  SampleChanges,
  SampleSituation,
} from '../rule.ts';

/** A sample event of one body with some values changed, in a situation of its own. */
export const eventExample = (
  base: BodyType,
  changes: SampleChanges = {},
  situation: SampleSituation = {},
): EventExample => ({ type: 'event', base, changes, situation });

/** A rule's two examples: the plain sample event keeps it, the changed one breaks it. */
export const brokenBy = (
  base: BodyType,
  changes: SampleChanges,
  situation: SampleSituation = {},
): { readonly valid: EventExample; readonly invalid: EventExample } => ({
  valid: eventExample(base),
  invalid: eventExample(base, changes, situation),
});

const history = (nb: string, en: string): HistoryExample => ({ type: 'history', description: { nb, en } });

/** Two examples told as what happened before, each in bokmål and English. */
export const histories = (
  valid: readonly [nb: string, en: string],
  invalid: readonly [nb: string, en: string],
): { readonly valid: RuleExample; readonly invalid: RuleExample } => ({
  valid: history(...valid),
  invalid: history(...invalid),
});

const keyHex = '30313939613162322d633364342d376535662d386139622d306331643265336634613562';

const readableRecord: RecordExample = {
  type: 'record',
  keyHex,
  valueHex: '0000000001',
  description: {
    nb: 'Magisk byte 0, skjema-id i fire byte og deretter hendelsen som Avro (her bare begynnelsen)',
    en: 'Magic byte 0, the schema id in four bytes and then the event as Avro (only the beginning here)',
  },
};

/** Two examples of records as bytes: a framed one and one that breaks the rule. */
export const recordBrokenBy = (
  change: Partial<Pick<RecordExample, 'keyHex' | 'valueHex'>>,
  nb: string,
  en: string,
): { readonly valid: RecordExample; readonly invalid: RecordExample } => ({
  valid: readableRecord,
  invalid: { ...readableRecord, ...change, description: { nb, en } },
});
