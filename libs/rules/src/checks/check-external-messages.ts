import {
  type ExternalMessage,
  isInstant,
  type ProducerEvent,
  refuseUnknownVariant,
  smsLimits,
} from '@varselvakt/domain';
import { isEmailAddress, isPhoneNumber } from '../contact-address.ts';
import type { FindingCollector } from '../finding.ts';
import type { Channel } from '../register-entry.ts';
import { countSmsSegments } from '../sms-segments.ts';
import { checkChannels } from './check-channels.ts';
import { checkMessageContent } from './check-message-content.ts';
import { isResourceId } from './check-recipients.ts';
import type { TextJudgement } from './judge-text.ts';

const channels = { Sms: 'sms', Email: 'email', ToAltinnResource: 'altinn' } as const satisfies Record<
  ExternalMessage['type'],
  Channel
>;

const checkSmsText = (text: string, path: string, { report }: FindingCollector): void => {
  const segments = countSmsSegments(text);
  if (segments <= smsLimits.segmentsWithoutWarning) return;
  report('SMS_SEGMENTS', { path, fieldClass: 'external', milder: segments <= smsLimits.maxSegments });
};

const checkReceiver = (message: ExternalMessage, path: string, collector: FindingCollector): void => {
  const { report } = collector;
  switch (message.type) {
    case 'Sms':
      if (!isPhoneNumber(message.phoneNumber))
        report('PHONE_INVALID', { path: `${path}.phoneNumber`, fieldClass: 'id' });
      checkSmsText(message.text, `${path}.text`, collector);
      return;
    case 'Email':
      if (!isEmailAddress(message.address)) report('EMAIL_INVALID', { path: `${path}.address`, fieldClass: 'id' });
      return;
    case 'ToAltinnResource':
      if (!isResourceId(message.resourceId))
        report('RECIPIENT_INVALID', { path: `${path}.resourceId`, fieldClass: 'id' });
      if (message.channel !== 'EMAIL') checkSmsText(message.smsText, `${path}.smsText`, collector);
      return;
    default:
      refuseUnknownVariant(message);
  }
};

/** SMS and e-mail: receivers, lengths, times, what the guidelines ask, and whether the label may use the channel. Null allows every channel. */
export const checkExternalMessages = (
  { body }: ProducerEvent,
  allowedChannels: readonly Channel[] | null,
  judgement: TextJudgement,
): void => {
  const { collector } = judgement;
  if (!('externalMessages' in body) || body.externalMessages.length === 0) return;
  checkChannels(body.externalMessages, collector);
  body.externalMessages.forEach((message, index) => {
    const path = `body.externalMessages[${index}]`;
    checkReceiver(message, path, collector);
    checkMessageContent(message, path, judgement);
    if (message.sendAt !== null && !isInstant(message.sendAt))
      collector.report('TIME_INVALID', { path: `${path}.sendAt` });
    if (allowedChannels !== null && !allowedChannels.includes(channels[message.type])) {
      collector.report('CHANNEL_NOT_ALLOWED', { path });
    }
  });
};
