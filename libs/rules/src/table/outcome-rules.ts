import { histories } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere, observeEverywhere, warnEverywhere } from '../severity.ts';

const outcome = {
  area: 'outcome',
  clause: null,
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

const storedOnce = ['Hendelsen kommer én gang.', 'The event comes once.'] as const;

/** What only the place that stores events can see: repeats, conflicts, deleted or foreign aggregates. */
export const outcomeRules = {
  DUPLICATE: {
    ...outcome,
    severity: observeEverywhere,
    floor: observeEverywhere,
    message: {
      nb: 'Den samme hendelsen er mottatt før, med samme innhold. Den er lagret én gang.',
      en: 'The same event was received before, with the same content. It is stored once.',
    },
    remedy: {
      nb: 'Ingenting: å sende på nytt er trygt.',
      en: 'Nothing: sending again is safe.',
    },
    examples: histories(storedOnce, [
      'Hendelsen sendes på nytt med samme eventId og samme innhold.',
      'The event is sent again with the same eventId and the same content.',
    ]),
  },
  CONFLICT: {
    ...outcome,
    message: {
      nb: 'En annen hendelse med samme eventId er allerede lagret. Den første står.',
      en: 'Another event with the same eventId is already stored. The first one stays.',
    },
    remedy: {
      nb: 'Lag en ny eventId for hver ny hendelse, også når bare teksten er endret.',
      en: 'Make a new eventId for every new event, also when only the text has changed.',
    },
    examples: histories(storedOnce, [
      'En hendelse sendes med samme eventId, men en annen tekst.',
      'An event is sent with the same eventId but another text.',
    ]),
  },
  LATE: {
    ...outcome,
    clause: 'C7',
    message: {
      nb: 'Saken eller notifikasjonen er slettet. Hendelsen er ikke lagret.',
      en: 'The case or notification has been deleted. The event is not stored.',
    },
    remedy: {
      nb: 'Opprett en ny sak eller notifikasjon med ny id hvis det fortsatt er grunnlag for det.',
      en: 'Create a new case or notification with a new id if there is still a basis for it.',
    },
    examples: histories(
      ['Oppgaven utføres før den slettes.', 'The task is completed before it is deleted.'],
      ['Oppgaven utføres etter at den er slettet.', 'The task is completed after it has been deleted.'],
    ),
  },
  AGGREGATE_UNKNOWN: {
    ...outcome,
    severity: warnEverywhere,
    floor: warnEverywhere,
    message: {
      nb: 'Hendelsen gjelder en sak eller notifikasjon som ikke er opprettet. Den er tatt vare på og brukes når opprettelsen kommer.',
      en: 'The event is about a case or notification that has not been created. It is kept and applied when the creation comes.',
    },
    remedy: {
      nb: 'Send opprettelsen først, med samme aggregateId og nøkkel.',
      en: 'Send the creation first, with the same aggregateId and key.',
    },
    examples: histories(
      ['Oppgaven opprettes, så utføres den.', 'The task is created, then completed.'],
      ['Oppgaven utføres, men blir aldri opprettet.', 'The task is completed but never created.'],
    ),
  },
  AGGREGATE_NOT_OWNED: {
    ...outcome,
    clause: 'C4',
    message: {
      nb: 'Saken eller notifikasjonen tilhører en annen produsent.',
      en: 'The case or notification belongs to another producer.',
    },
    remedy: {
      nb: 'Endre bare det produsenten selv har opprettet. Sjekk aggregateId.',
      en: 'Change only what the producer has created itself. Check aggregateId.',
    },
    examples: histories(
      ['Produsenten lukker sin egen oppgave.', 'The producer closes its own task.'],
      ['En annen produsent lukker oppgaven.', 'Another producer closes the task.'],
    ),
  },
  RETENTION_SHORTENED: {
    ...outcome,
    clause: 'C7',
    severity: warnEverywhere,
    floor: observeEverywhere,
    message: {
      nb: 'Slettetidspunktet er flyttet til et tidligere tidspunkt enn før.',
      en: 'The time of deletion was moved to an earlier time than before.',
    },
    remedy: {
      nb: 'Bruk EXTEND hvis lagringstiden bare skal kunne forlenges.',
      en: 'Use EXTEND if the retention may only grow longer.',
    },
    examples: histories(
      ['Lagringstiden forlenges med EXTEND.', 'The retention is prolonged with EXTEND.'],
      [
        'OVERRIDE gir et tidligere slettetidspunkt enn det som gjaldt.',
        'OVERRIDE gives an earlier deletion than the one that held.',
      ],
    ),
  },
} as const satisfies RuleTable;
