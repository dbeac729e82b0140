import { type ExternalMessage, fieldLimits, refuseUnknownVariant } from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';
import { MessageWords } from '../message/message-words.ts';
import { saysWhere } from '../message/place-to-read.ts';
import { namesSender } from '../message/sender.ts';
import { saysWhat } from '../message/subject-matter.ts';
import { isBlank } from '../text-shape.ts';
import type { TextJudgement } from './judge-text.ts';

/** The longest an e-mail may be before somebody is told, in UTF-16 units that a reader sees. */
const emailGuide = { maxSubjectLength: 100, maxBodyLength: 1_000 } as const;

/** Who writes, where it is and what it is about; `text` is all that a reader sees. */
const checkGuidelines = (text: string, path: string, { report }: FindingCollector): void => {
  const words = new MessageWords(text);
  if (!namesSender(words)) report('EXTERNAL_SENDER_MISSING', { path, fieldClass: 'external' });
  if (!saysWhere(words)) report('EXTERNAL_WHERE_MISSING', { path, fieldClass: 'external' });
  if (!saysWhat(words)) report('EXTERNAL_WHAT_MISSING', { path, fieldClass: 'external' });
};

const checkSmsText = (text: string, path: string, collector: FindingCollector): void => {
  if (!isBlank(text)) checkGuidelines(text, path, collector);
};

interface EmailPaths {
  readonly subject: string;
  readonly body: string;
}

/** A text beyond the field's limit is told by TEXT_TOO_LONG already. */
const isLong = (length: number, guide: number, fieldLength: number, limit: number): boolean =>
  length > guide && fieldLength <= limit;

const checkEmail = (subject: string, html: string, paths: EmailPaths, { fold, collector }: TextJudgement): void => {
  if (isBlank(subject) && isBlank(html)) return;
  const { text, visibleEnd = text.length } = fold(html, 'HTML');
  const body = text.slice(0, visibleEnd).trim();
  if (isLong(subject.length, emailGuide.maxSubjectLength, subject.length, fieldLimits.emailSubject.maxLength)) {
    collector.report('EXTERNAL_TOO_LONG', { path: paths.subject, fieldClass: 'external' });
  }
  if (isLong(body.length, emailGuide.maxBodyLength, html.length, fieldLimits.emailHtmlBody.maxLength)) {
    collector.report('EXTERNAL_TOO_LONG', { path: paths.body, fieldClass: 'external' });
  }
  checkGuidelines(`${subject}\n${body}`, paths.body, collector);
};

/** What the national guidelines ask of one SMS or e-mail as a whole: sender, place, subject, length. `path` is that of the message. */
export const checkMessageContent = (message: ExternalMessage, path: string, judgement: TextJudgement): void => {
  const { collector } = judgement;
  switch (message.type) {
    case 'Sms':
      checkSmsText(message.text, `${path}.text`, collector);
      return;
    case 'Email': {
      const paths = { subject: `${path}.subject`, body: `${path}.htmlBody` };
      checkEmail(message.subject, message.htmlBody, paths, judgement);
      return;
    }
    case 'ToAltinnResource': {
      const { emailSubject, emailHtmlBody, smsText, channel } = message;
      const paths = { subject: `${path}.emailSubject`, body: `${path}.emailHtmlBody` };
      if (channel !== 'SMS') checkEmail(emailSubject, emailHtmlBody, paths, judgement);
      if (channel !== 'EMAIL') checkSmsText(smsText, `${path}.smsText`, collector);
      return;
    }
    default:
      refuseUnknownVariant(message);
  }
};
