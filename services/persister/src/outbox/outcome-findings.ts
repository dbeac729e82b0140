import type { OutcomeFinding } from '@varselvakt/domain';
import { createFinding, toOutcomeFinding } from '@varselvakt/rules';

/** Codes of the persister that have a place in the rule table. */
type TabledCode =
  | 'DUPLICATE'
  | 'CONFLICT'
  | 'LATE'
  | 'AGGREGATE_UNKNOWN'
  | 'AGGREGATE_NOT_OWNED'
  | 'RETENTION_SHORTENED';

/** Codes that only the store can see. */
type StoreCode = 'AGGREGATE_EXISTS' | 'AGGREGATE_KIND_MISMATCH' | 'GROUP_ID_TAKEN';

export type FindingCode = TabledCode | StoreCode;

type Words = Pick<OutcomeFinding, 'messageNb' | 'messageEn' | 'remedyNb' | 'remedyEn'>;

const storeWords: Readonly<Record<StoreCode, Words>> = {
  AGGREGATE_EXISTS: {
    messageNb: 'Saken eller notifikasjonen er allerede opprettet. Den første opprettelsen står.',
    messageEn: 'The case or notification has already been created. The first creation stays.',
    remedyNb: 'Bruk en ny aggregateId for hver ny sak og notifikasjon, og endringshendelser for å endre.',
    remedyEn: 'Use a new aggregateId for every new case and notification, and events of change to change one.',
  },
  AGGREGATE_KIND_MISMATCH: {
    messageNb: 'Hendelsen passer ikke til det som ble opprettet med denne aggregateId.',
    messageEn: 'The event does not fit what was created with this aggregateId.',
    remedyNb: 'Sjekk aggregateId: en oppgave utføres, en kalenderavtale endres, en sak får ny status.',
    remedyEn: 'Check aggregateId: a task is completed, an appointment changed, a case gets a new status.',
  },
  GROUP_ID_TAKEN: {
    messageNb: 'En annen sak har denne grupperingsiden for merkelappen. En grupperingsid kan ikke brukes om igjen.',
    messageEn: 'Another case has this group id within the label. A group id cannot be used again.',
    remedyNb: 'Velg en ny groupId for hver ny sak.',
    remedyEn: 'Choose a new groupId for every new case.',
  },
};

/** A finding as the producer is told it. `documentationAddress` = the page that explains the codes. */
export function createOutcomeFinding(
  code: FindingCode,
  environment: 'dev' | 'prod',
  documentationAddress: string,
): OutcomeFinding {
  if (code in storeWords) {
    const place = { clause: null, path: null, start: null, end: null };
    const documentation = `${documentationAddress}#${code.toLowerCase()}`;
    return { code, severity: 'BLOCK', ...place, ...storeWords[code as StoreCode], documentation };
  }
  const finding = createFinding(code as TabledCode, { path: null }, { environment, overrides: null });
  return toOutcomeFinding(finding, documentationAddress);
}
