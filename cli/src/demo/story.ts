import type { ProducerEvent } from '@varselvakt/domain';
import { sampleBody } from '@varselvakt/rules';
import { refusedSamples, unreadableSamples, warnedSamples } from './bad-samples.ts';
import { eventWith, messageWith, type StoryStart } from './event-with.ts';
import { goodSamples } from './good-samples.ts';
import type { Sample, Story } from './sample.ts';

/** How long the samples with a short retention live. */
const SHORT_RETENTION_MS = 6_000;

/** It may have an inbound topic of its own, which then proves who wrote. */
export const SECOND_PRODUCER = { producerId: 'oppfolging-demo', label: 'Oppfølging' } as const;

/** The story that `npm start` tells: every body, each kind of refusal, repeats, unreadable records, and deletions to watch. */
export function tellStory(start: StoryStart): Story {
  const shortLived = messageWith(start, { retention: { until: start.now + SHORT_RETENTION_MS, after: null } });
  return {
    first: [
      ...goodSamples(start),
      ...secondProducer(start),
      ...repeats(start),
      ...warnedSamples(start),
      ...refusedSamples(start),
      ...unreadableSamples(start),
      ...deletions(start, shortLived),
    ],
    second: [
      {
        title: 'news about something that was deleted',
        event: eventWith(start, sampleBody('RetentionChanged'), about(shortLived)),
        expected: { fate: 'LATE' },
      },
    ],
  };
}

function secondProducer(start: StoryStart): readonly Sample[] {
  const withoutSms = { externalMessages: [] };
  const accepted = { ...messageWith(start, withoutSms), ...SECOND_PRODUCER };
  const unkept = { ...messageWith(start, { ...withoutSms, retention: null }), ...SECOND_PRODUCER, label: 'Dialogmøte' };
  return [
    { title: 'the other producer, terms not accepted', event: accepted, expected: { fate: 'STORED' } },
    {
      title: 'the other producer, no retention at all',
      event: unkept,
      expected: { fate: 'REFUSED', codes: ['RETENTION_MISSING'] },
    },
  ];
}

function repeats(start: StoryStart): readonly Sample[] {
  const event = messageWith(start);
  const changed = {
    ...messageWith(start, { text: 'Noe annet' }),
    eventId: event.eventId,
    aggregateId: event.aggregateId,
  };
  return [
    { title: 'a message', event, expected: { fate: 'STORED' } },
    { title: 'the same event once more', event, expected: { fate: 'DUPLICATE' } },
    { title: 'its event id with other content', event: changed, expected: { fate: 'CONFLICT' } },
  ];
}

function deletions(start: StoryStart, shortLived: ProducerEvent): readonly Sample[] {
  const seconds = SHORT_RETENTION_MS / 1_000;
  const retention = { until: start.now + SHORT_RETENTION_MS, after: null };
  const withdrawn = messageWith(start);
  const request = eventWith(start, sampleBody('DeletionRequested'), about(withdrawn));
  const shortCase = eventWith(start, { ...sampleBody('CaseOpened'), retention });
  const inItsGroup = { ...messageWith(start), groupId: shortCase.groupId };
  const byRetention = { fate: 'DELETED', cause: 'RETENTION' } as const;
  const byProducer = { fate: 'DELETED', cause: 'PRODUCER' } as const;
  return [
    { title: `a message kept for ${seconds} s`, event: shortLived, expected: byRetention },
    { title: `a case kept for ${seconds} s`, event: shortCase, expected: byRetention },
    { title: 'a message in its group, kept for 4 months', event: inItsGroup, expected: byRetention },
    { title: 'a message', event: withdrawn, expected: byProducer },
    { title: 'its producer asks to delete it', event: request, expected: byProducer },
  ];
}

function about({ aggregateId, groupId }: ProducerEvent): { aggregateId: string; groupId: string } {
  return { aggregateId, groupId: groupId ?? '' };
}
