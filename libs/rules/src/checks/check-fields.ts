import { isUuid, type ProducerEvent } from '@varselvakt/domain';
import type { FieldRule } from '../field-table.ts';
import { type FieldVisitor, pathOf, walkFields } from '../field-walk.ts';
import type { FindingCollector } from '../finding.ts';
import { parseLinkAddress } from '../link-address.ts';
import { isLinkHostAllowed, type LinkHosts } from '../link-hosts.ts';
import { findExcess, isBlank } from '../text-shape.ts';
import { createSeamCheck } from './check-seams.ts';
import { judgeText, type TextJudgement } from './judge-text.ts';

interface Field {
  readonly value: string;
  readonly rule: FieldRule;
  readonly parent: string;
  readonly name: string;
}

const placeOf = ({ rule, parent, name }: Field) => ({ path: pathOf(parent, name), fieldClass: rule.fieldClass });

const checkLength = (field: Field, { report }: FindingCollector): void => {
  if (field.rule.maxLength === null) return;
  const span = findExcess(field.value, field.rule.maxLength);
  if (span !== undefined) report('TEXT_TOO_LONG', { ...placeOf(field), span });
};

const checkLink = (field: Field, hosts: LinkHosts | null, { report }: FindingCollector): void => {
  const address = parseLinkAddress(field.value);
  if (address.outcome === 'INVALID') report('LINK_INVALID', placeOf(field));
  else if (address.outcome === 'OTHER_SCHEME') report('LINK_NOT_HTTPS', placeOf(field));
  else if (hosts !== null && !isLinkHostAllowed(hosts, address.host)) report('LINK_HOST_NOT_ALLOWED', placeOf(field));
};

/** Texts that a `ToAltinnResource` may leave empty because its channel does not use them. */
type UnusedFields = ReadonlySet<string>;

const checkEmptiness = (field: Field, unused: UnusedFields, { report }: FindingCollector): void => {
  const { form } = field.rule;
  if ((form === 'TEXT' || form === 'HTML') && isBlank(field.value) && !unused.has(pathOf(field.parent, field.name))) {
    report('TEXT_EMPTY', placeOf(field));
  }
};

const noFields: UnusedFields = new Set();

const unusedAltinnTexts = { EMAIL: ['smsText'], SMS: ['emailSubject', 'emailHtmlBody'], PREFER_EMAIL: [] } as const;

const unusedFieldsOf = ({ body }: ProducerEvent): UnusedFields => {
  if (!('externalMessages' in body) || body.externalMessages.length === 0) return noFields;
  const paths = body.externalMessages.flatMap((message, index) =>
    message.type === 'ToAltinnResource'
      ? unusedAltinnTexts[message.channel].map((name) => `body.externalMessages[${index}].${name}`)
      : [],
  );
  return new Set(paths);
};

/** What each string of an event is judged by, whatever field it stands in: length, links, characters, content; and seams between fields. */
export const checkFields = (event: ProducerEvent, linkHosts: LinkHosts | null, judgement: TextJudgement): void => {
  const { collector } = judgement;
  const unused = unusedFieldsOf(event);
  const checkSeam = createSeamCheck(judgement);
  const visit: FieldVisitor = (value, rule, parent, name) => {
    // A UUID is short, of plain characters, and holds no identity number between digit-group boundaries.
    if (rule.form === 'ID' && isUuid(value)) return;
    const field = { value, rule, parent, name };
    checkEmptiness(field, unused, collector);
    checkLength(field, collector);
    if (rule.form === 'LINK') checkLink(field, linkHosts, collector);
    const { fieldClass, form, isPlace = false } = rule;
    judgeText(value, { path: pathOf(parent, name), fieldClass, form, isPlace }, judgement);
    checkSeam(field);
  };
  walkFields(event, visit);
};
