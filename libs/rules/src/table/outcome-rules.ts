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
  AGGREGATE_EXISTS: {
    ...outcome,
    message: {
      nb: 'Saken eller notifikasjonen er allerede opprettet. Den første opprettelsen står.',
      en: 'The case or notification has already been created. The first creation stays.',
    },
    remedy: {
      nb: 'Bruk en ny aggregateId for hver ny sak og notifikasjon, og endringshendelser for å endre.',
      en: 'Use a new aggregateId for every new case and notification, and events of change to change one.',
    },
    examples: histories(
      ['To oppgaver opprettes, hver med sin aggregateId.', 'Two tasks are created, each with its own aggregateId.'],
      [
        'En oppgave til opprettes med samme aggregateId, men en ny eventId.',
        'Another task is created with the same aggregateId but a new eventId.',
      ],
    ),
  },
  AGGREGATE_KIND_MISMATCH: {
    ...outcome,
    message: {
      nb: 'Hendelsen passer ikke til det som ble opprettet med denne aggregateId.',
      en: 'The event does not fit what was created with this aggregateId.',
    },
    remedy: {
      nb: 'Sjekk aggregateId: en oppgave utføres, en kalenderavtale endres, en sak får ny status.',
      en: 'Check aggregateId: a task is completed, an appointment changed, a case gets a new status.',
    },
    examples: histories(
      ['En sak åpnes og får ny status.', 'A case is opened and gets a new status.'],
      ['En beskjed opprettes og får ny saksstatus.', 'A message is created and gets a new case status.'],
    ),
  },
  GROUP_ID_TAKEN: {
    ...outcome,
    message: {
      nb: 'En annen sak har denne grupperings-id-en innenfor merkelappen. Den kan ikke brukes om igjen.',
      en: 'Another case has this group id within the label. It cannot be used again.',
    },
    remedy: { nb: 'Velg en ny groupId for hver ny sak.', en: 'Choose a new groupId for every new case.' },
    examples: histories(
      ['To saker åpnes, hver med sin groupId.', 'Two cases are opened, each with its own groupId.'],
      [
        'En sak åpnes med groupId-en til en sak som finnes eller er slettet.',
        'A case is opened with the groupId of a case that exists or has been deleted.',
      ],
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
