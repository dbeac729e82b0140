import { type Body, type BodyType, fieldLimits, type ProducerEvent } from '@varselvakt/domain';
import { sampleBody, sampleNames } from '@varselvakt/rules';
import { pick, type Random, uuidAt } from './random.ts';
import { htmlAbout, textUpTo } from './texts.ts';

/** What happens to one case or notification, in order. */
type Story = readonly BodyType[];

/** How often each story is told. Deletions on request are left out: what is benchmarked is the way in. */
const stories: readonly { readonly share: number; readonly bodies: Story }[] = [
  { share: 0.4, bodies: ['MessageCreated'] },
  { share: 0.12, bodies: ['TaskCreated', 'TaskCompleted'] },
  { share: 0.08, bodies: ['TaskCreated', 'TaskDeadlineMoved', 'TaskCompleted'] },
  { share: 0.05, bodies: ['TaskCreated', 'TaskExpired'] },
  { share: 0.15, bodies: ['CaseOpened', 'CaseStatusChanged', 'CaseStatusChanged'] },
  { share: 0.1, bodies: ['CaseOpened', 'CaseDetailsChanged', 'CaseStatusChanged'] },
  { share: 0.07, bodies: ['AppointmentCreated', 'AppointmentChanged'] },
  { share: 0.03, bodies: ['MessageCreated', 'RetentionChanged'] },
];

/** So many characters of HTML that the average event has 590 bytes. */
const HTML_LENGTH = 700;
/** So many stories go on at the same time, each event of any of them: an update comes long after what it changes was stored. */
const OPEN_STORIES = 3_000;
const MINUTE_MS = 60_000;

type OpenStory = { readonly aggregateId: string; readonly groupId: string | null; readonly left: BodyType[] };

/** Gives the next event: a new story begins, or an old one goes on. */
export type NextEvent = () => ProducerEvent;

/**
 * An endless, valid stream of events of one producer: 590 bytes on average as an inbound record, version 7 ids, the bodies
 * of many cases and notifications mixed, each in its order. The same seed and time give the same stream.
 */
export function createEventStories(random: Random, nowMs: number): NextEvent {
  const open = Array.from({ length: OPEN_STORIES }, () => beginStory(random, nowMs));
  return () => {
    const index = Math.floor(random() * open.length);
    const story = open[index] ?? beginStory(random, nowMs);
    const type = story.left.shift();
    if (type === undefined) throw new Error('A story that has ended was kept');
    if (story.left.length === 0) open[index] = beginStory(random, nowMs);
    return {
      eventId: uuidAt(random, nowMs),
      aggregateId: story.aggregateId,
      occurredAt: nowMs - MINUTE_MS,
      producerId: sampleNames.producerId,
      label: sampleNames.label,
      groupId: story.groupId,
      organisationNumber: sampleNames.organisationNumber,
      body: varyRetention(random, varyTexts(random, sampleBody(type, nowMs))),
    };
  };
}

function beginStory(random: Random, nowMs: number): OpenStory {
  const bodies = pickByShare(random);
  const aggregateId = uuidAt(random, nowMs);
  // A case needs a group of its own and an appointment names one; a third of the other stories do so as well.
  const hasGroup = bodies[0] === 'CaseOpened' || bodies[0] === 'AppointmentCreated' || random() < 0.33;
  return { aggregateId, groupId: hasGroup ? groupIdOf(aggregateId) : null, left: [...bodies] };
}

/** Letters only: twelve random digits are an identity number now and then, and the event would be refused. */
function groupIdOf(aggregateId: string): string {
  const letters = aggregateId.slice(-12).replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
  return `soknad-${letters}`;
}

function pickByShare(random: Random): Story {
  let place = random() * stories.reduce((sum, { share }) => sum + share, 0);
  for (const { share, bodies } of stories) {
    place -= share;
    if (place < 0) return bodies;
  }
  return pick(random, stories).bodies;
}

/** Labels keep for a few usual periods; an update moves the date in one case of four only. */
function varyRetention(random: Random, body: Body): Body {
  switch (body.type) {
    case 'CaseOpened':
    case 'MessageCreated':
    case 'TaskCreated':
    case 'AppointmentCreated':
      return { ...body, retention: { until: null, after: pick(random, ['P4M', 'P6M', 'P1Y', 'P2Y']) } };
    case 'CaseStatusChanged':
      return random() < 0.75 ? { ...body, retention: null } : body;
    default:
      return body;
  }
}

function varyTexts(random: Random, body: Body): Body {
  const text = (field: 'title' | 'nextStep' | 'text') => textUpTo(random, fieldLimits[field].maxLength);
  switch (body.type) {
    case 'CaseOpened':
      return { ...body, title: text('title'), additionalInfo: text('title'), nextStep: text('nextStep') };
    case 'CaseDetailsChanged':
      return { ...body, additionalInfo: text('title'), nextStep: text('nextStep') };
    case 'MessageCreated':
    case 'TaskCreated':
    case 'AppointmentCreated':
      return {
        ...body,
        text: text('text'),
        externalMessages: body.externalMessages.map((one) => lengthen(random, one)),
      };
    default:
      return body;
  }
}

type Message = Extract<Body, { type: 'MessageCreated' }>['externalMessages'][number];

function lengthen(random: Random, message: Message): Message {
  switch (message.type) {
    case 'Email':
      return { ...message, htmlBody: htmlAbout(random, HTML_LENGTH) };
    case 'ToAltinnResource':
      return { ...message, emailHtmlBody: htmlAbout(random, HTML_LENGTH) };
    case 'Sms':
      return message;
    default:
      return message satisfies never;
  }
}
