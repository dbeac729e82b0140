import type { ProducerEvent } from '@varselvakt/domain';

/** An ordinary event of about 590 bytes: a task with two recipients, a reminder and an SMS. */
export function createSampleEvent(): ProducerEvent {
  return {
    eventId: '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
    aggregateId: '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c',
    occurredAt: 1_763_884_800_000,
    producerId: 'sykmelding-varsler',
    label: 'Oppfølging av sykmeldt',
    groupId: 'oppfolging-2025-11-4471',
    organisationNumber: '988077917',
    body: {
      type: 'TaskCreated',
      text: 'Dere har mottatt en ny forespørsel om oppfølgingsplan. Åpne saken for å se hva som mangler, og send inn planen.',
      link: 'https://arbeidsgiver.example.no/oppfolging/plan/4471?kilde=varsel',
      recipients: [
        { type: 'AltinnResource', resourceId: 'oppfolgingsplan-lese-og-skrive' },
        { type: 'AltinnResource', resourceId: 'virksomhetens-dialogmoter' },
      ],
      deadline: 20_450,
      reminder: { at: null, afterCreation: 'P7D', beforeDeadline: null, beforeStart: null },
      externalMessages: [
        {
          type: 'Sms',
          phoneNumber: '+4799999999',
          text: 'Dere har en ny oppgave. Logg inn på Min side arbeidsgiver for å se den.',
          sendWindow: 'OFFICE_HOURS',
          sendAt: null,
        },
      ],
      retention: { until: null, after: 'P4M' },
    },
  };
}
