import { fieldLimits, type ProducerEvent, type Recipient } from '@varselvakt/domain';
import { classifyIdentityNumber } from '../detect/numbers/classify-identity-number.ts';
import type { FindingCollector } from '../finding.ts';
import type { AllowedRecipients } from '../register-entry.ts';

const resourceIdForm = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;

/** True for an id of Altinn's resource register: letters, digits and `_ . : -`. */
export const isResourceId = (text: string): boolean =>
  text.length <= fieldLimits.resourceId.maxLength && resourceIdForm.test(text);

/** A person that can be addressed: every kind but the FH-number, which health services give to unknown patients. */
const isPersonsNumber = (digits: string): boolean => {
  const kind = classifyIdentityNumber(digits);
  return kind !== undefined && kind !== 'fh-number';
};

const invalidFields = (recipient: Recipient): readonly string[] => {
  if (recipient.type === 'AltinnResource') return isResourceId(recipient.resourceId) ? [] : ['resourceId'];
  const { leaderIdentityNumber, employeeIdentityNumber } = recipient;
  const fields = [];
  if (!isPersonsNumber(leaderIdentityNumber)) fields.push('leaderIdentityNumber');
  if (!isPersonsNumber(employeeIdentityNumber)) fields.push('employeeIdentityNumber');
  return fields;
};

const isAllowed = (recipient: Recipient, allowed: AllowedRecipients): boolean => {
  if (recipient.type === 'NearestLeader') return allowed.nearestLeader;
  return allowed.resources === null || allowed.resources.includes(recipient.resourceId);
};

/** Who may see it: at least one, each of a valid form, each allowed for the label. */
export const checkRecipients = (
  { body }: ProducerEvent,
  allowed: AllowedRecipients | null,
  { report }: FindingCollector,
): void => {
  if (!('recipients' in body)) return;
  if (body.recipients.length === 0) report('RECIPIENT_MISSING', { path: 'body.recipients' });
  body.recipients.forEach((recipient, index) => {
    const path = `body.recipients[${index}]`;
    const fields = invalidFields(recipient);
    for (const field of fields) report('RECIPIENT_INVALID', { path: `${path}.${field}`, fieldClass: 'id' });
    if (fields.length === 0 && allowed !== null && !isAllowed(recipient, allowed)) {
      report('RECIPIENT_NOT_ALLOWED', { path });
    }
  });
};
