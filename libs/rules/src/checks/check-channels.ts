import type { ExternalMessage } from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';

/** Channels by Altinn resource: each has to be reached in one way only. */
const hasTwoChannels = (messages: readonly ExternalMessage[], index: number): boolean => {
  const message = messages[index];
  if (message?.type === 'Sms') return messages.some(({ type }) => type === 'Email');
  if (message?.type !== 'ToAltinnResource') return false;
  const { resourceId, channel } = message;
  return messages
    .slice(0, index)
    .some((other) => other.type === 'ToAltinnResource' && other.resourceId === resourceId && other.channel !== channel);
};

/** Never the same by both SMS and e-mail; e-mail where there is an address. Told once an event, at the message that is too many. */
export const checkChannels = (messages: readonly ExternalMessage[], { report }: FindingCollector): void => {
  const surplus = messages.findIndex((_, index) => hasTwoChannels(messages, index));
  if (surplus >= 0)
    report('EXTERNAL_BOTH_CHANNELS', { path: `body.externalMessages[${surplus}]`, fieldClass: 'external' });
  messages.forEach((message, index) => {
    if (message.type !== 'ToAltinnResource' || message.channel !== 'SMS' || surplus >= 0) return;
    report('EXTERNAL_EMAIL_PREFERRED', { path: `body.externalMessages[${index}].channel`, fieldClass: 'external' });
  });
};
