import { decideLabelGaps, type LabelGap, ruleTable, severityIn } from '@varselvakt/rules';
import type { CheckedFile } from './check-register-file.ts';
import type { Register } from './register.ts';
import type { RegisterFault } from './register-fault.ts';

const wordsOf = ({ code, assessment }: LabelGap): string => {
  const kind = assessment === null ? '' : ` (${assessment})`;
  const effect = severityIn(ruleTable[code].severity, 'prod', 'id') === 'block' ? 'refused' : 'warned';
  return `${code}${kind}: its events are ${effect} in prod`;
};

const noticesOfFile = ({ document, data }: CheckedFile, register: Register, now: number): readonly RegisterFault[] =>
  data.producers.flatMap((producer, index) => {
    const path = ['producers', index];
    const { chat, email } = producer.contacts;
    const contacts =
      chat === undefined && email === undefined
        ? [
            document.faultAt(
              [...path, 'contacts'],
              'CONTACT_MISSING: has neither chat nor e-mail; its events are warned',
            ),
          ]
        : [];
    const acceptance =
      producer.environments.includes('prod') && !producer.terms
        ? [document.faultAt([...path, 'terms'], 'TERMS_NOT_ACCEPTED: its events are refused in prod')]
        : [];
    const labels = producer.labels.flatMap(({ name }, labelIndex) => {
      const label = register.labels.get(name);
      if (!label?.environments.includes('prod')) return [];
      return decideLabelGaps(label, now).map((gap) => document.faultAt([...path, 'labels', labelIndex], wordsOf(gap)));
    });
    return [...contacts, ...acceptance, ...labels];
  });

/** What producers would be told because of the register alone: contacts, acceptance and what labels lack that may be used in prod. */
export const findNotices = (files: readonly CheckedFile[], register: Register, now: number): readonly RegisterFault[] =>
  files.flatMap((file) => noticesOfFile(file, register, now));
