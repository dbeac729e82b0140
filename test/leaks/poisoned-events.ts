import { randomUUID } from 'node:crypto';
import type { Body, BodyType, ProducerEvent } from '@varselvakt/domain';
import { bodyTypes, sampleBody, sampleEvent } from '@varselvakt/rules';
import type { Poison } from './poison.ts';

const SHORTEST_LIMIT = 'postalCode';

/** An event that must be accepted although poison stands wherever the rules let it. */
export function acceptableEvent(poison: Poison, type: BodyType, aggregateId: string = randomUUID()): ProducerEvent {
  const now = Date.now();
  const event = sampleEvent(type, { eventId: randomUUID(), aggregateId, groupId: `gruppe-${randomUUID()}`, now });
  const body = replaceStrings(sampleBody(type, now), (value, name) => acceptableText(value, name, poison)) as Body;
  const { identityNumber } = poison;
  const leader = {
    type: 'NearestLeader',
    leaderIdentityNumber: identityNumber,
    employeeIdentityNumber: identityNumber,
  } as const;
  return { ...event, body: 'recipients' in body ? { ...body, recipients: [...body.recipients, leader] } : body };
}

function acceptableText(value: string, name: string, poison: Poison): string {
  if (isWord(value, name) || name === 'resourceId') return value;
  if (name === 'link') return `https://www.nav.no/${poison.word}`;
  if (name === 'phoneNumber') return poison.phoneNumber;
  if (name === 'address' && value.includes('@')) return poison.emailAddress;
  return name === SHORTEST_LIMIT ? value : `${value.slice(0, 20)} ${poison.word}`;
}

/** Events of every body with poison in every string, ids too: each of them must be refused. */
export function refusableEvents(poison: Poison): readonly ProducerEvent[] {
  const all = Object.values(poison).join(' ');
  const fields = ['eventId', 'aggregateId', 'producerId', 'label', 'groupId', 'organisationNumber'] as const;
  const now = Date.now();
  return bodyTypes.flatMap((type) => {
    const good = sampleEvent(type, { eventId: randomUUID(), aggregateId: randomUUID(), groupId: 'gruppe', now });
    const body = replaceStrings(good.body, (value, name) => (isWord(value, name) ? value : all)) as Body;
    const poisonedBody = { ...good, body, organisationNumber: '1' };
    return [poisonedBody, ...fields.map((field) => ({ ...good, organisationNumber: '1', [field]: all }))];
  });
}

/** Not a text but a word of the schema: the type of a record, a constant, a period. */
const isWord = (value: string, name: string): boolean => name === 'type' || /^[A-Z_0-9]+$/.test(value);

/** A copy with every string replaced. */
function replaceStrings(value: unknown, replace: (value: string, name: string) => string, name = ''): unknown {
  if (typeof value === 'string') return replace(value, name);
  if (Array.isArray(value)) return value.map((item) => replaceStrings(item, replace, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceStrings(item, replace, key)]));
}
