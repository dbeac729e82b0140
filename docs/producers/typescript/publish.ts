/**
 * Publishes one message (beskjed) and waits until Varselvakt says what became of it.
 *
 *     npm install
 *     eval "$(npx varselvakt stack env)"      # or set KAFKA_BROKERS and KAFKA_SCHEMA_REGISTRY yourself
 *     node publish.ts <producer id> <label>
 *
 * Ends with 0 when the event was accepted, 1 when it was refused, 2 when no answer came. (Node below 22.18: compile it first.)
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createEventBuilder, createPublisher, type EventOutcome, subscribeToFeedback } from '@varselvakt/client';

const say = (line: string) => process.stdout.write(`${line}\n`);

const [producerId = '', label = ''] = process.argv.slice(2);
const events = createEventBuilder({ producerId, label });

/** A message with everything that it must have. */
const event = events.messageCreated({
  organisationNumber: '988077917',
  text: 'Dere har fått et nytt vedtak om lønnstilskudd.',
  link: 'https://arbeidsgiver.nav.no/',
  recipients: [{ type: 'AltinnResource', resourceId: 'demo-tilskudd-lesetilgang' }],
  retention: { after: 'P4M' },
});

/** The first outcome about this event; only problems are told unless the register says `feedback: all`. */
let tell: (outcome: EventOutcome) => void = () => undefined;
const told = new Promise<EventOutcome>((resolve) => {
  tell = resolve;
});

// Subscribe first, then publish: nothing that is said from now on is missed.
const feedback = await subscribeToFeedback({
  producerId,
  onOutcome: (outcome) => {
    if (outcome.eventId === event.eventId) tell(outcome);
  },
});
const publisher = createPublisher();
try {
  // Judged by the validator's own rules first; throws EventRefused, with the findings, instead of sending what would be refused.
  await publisher.publish(event);
  say(`published ${event.eventId}`);
  const outcome = await Promise.race([told, sleep(30_000, null, { ref: false })]);
  process.exitCode = outcome === null ? 2 : 0;
  say(outcome?.outcome ?? 'no outcome within 30 s');
  for (const { code, path, remedyEn } of outcome?.findings ?? []) say(`  ${code} ${path ?? ''}: ${remedyEn}`);
  if (outcome !== null && ['REJECTED', 'UNREADABLE', 'CONFLICT'].includes(outcome.outcome)) process.exitCode = 1;
} finally {
  await publisher.close();
  await feedback.stop();
}
