import type { FieldClass, FieldForm, TextField } from '@varselvakt/rules';

type FieldKind = { readonly fieldClass: FieldClass; readonly form: FieldForm; readonly isPlace?: boolean };

const inApp: FieldKind = { fieldClass: 'in-app', form: 'TEXT' };
/** Where an address is what is asked for. */
const place: FieldKind = { ...inApp, isPlace: true };
const link: FieldKind = { fieldClass: 'link', form: 'LINK' };
const id: FieldKind = { fieldClass: 'id', form: 'ID' };
const identityNumber: FieldKind = { fieldClass: 'id', form: 'IDENTITY_NUMBER' };
const external: FieldKind = { fieldClass: 'external', form: 'TEXT' };
const html: FieldKind = { fieldClass: 'external', form: 'HTML' };

/** Names of fields in lower case, letters only: those of the schema, and what teams call them in both languages. */
const kindsByField: Readonly<Record<string, FieldKind>> = {
  ...kinds(inApp, 'title text additionalinfo statustext nextstep tittel tekst'),
  ...kinds(inApp, 'message task appointment beskjed oppgave kalenderavtale tilleggsinformasjon statustekst nestesteg'),
  ...kinds(place, 'location address postalcode city sted adresse postnummer poststed'),
  ...kinds(link, 'link lenke url href'),
  ...kinds(id, 'id eventid aggregateid groupid grupperingsid label merkelapp resourceid ressursid producerid'),
  ...kinds(id, 'phonenumber telefonnummer emailaddress epostadresse organisationnumber virksomhetsnummer'),
  ...kinds(identityNumber, 'leaderidentitynumber employeeidentitynumber'),
  ...kinds(external, 'sms smstext smstekst smsbody subject emne emailsubject emailtitle eposttittel epostemne'),
  ...kinds(html, 'html htmlbody emailhtmlbody eposthtmlbody emailbody epostbody epostbrødtekst'),
};

const externalChannels = new Set(['sms', 'email', 'epost', 'mail', 'html', 'external', 'ekstern', 'eksternt']);
const emailChannels = new Set(['email', 'epost', 'mail', 'html']);

/** Fields of an e-mail that are never HTML. */
const plainInEmail = new Set([
  'subject',
  'emne',
  'emailsubject',
  'emailtitle',
  'eposttittel',
  'epostemne',
  'title',
  'tittel',
]);

function kinds(kind: FieldKind, names: string): Readonly<Record<string, FieldKind>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-zæøå]/g, '');

/** `body.externalMessages[0].text` is told apart by its last step, and stands outside because of the step before. */
const lastStep = (field: string): string => field.slice(field.lastIndexOf('.') + 1);

const maxNameLength = 100;
const pathForm = /^(?:[A-Za-z.]|\[\d{1,3}\])+$/;

const kindOf = (field: string, channel: string): FieldKind => {
  const name = lettersOf(lastStep(field));
  const word = lettersOf(channel);
  const own = Object.hasOwn(kindsByField, name) ? kindsByField[name] : undefined;
  if (own?.form === 'IDENTITY_NUMBER') return own;
  const isOutside = externalChannels.has(word) || own?.fieldClass === 'external' || field.includes('externalMessages');
  if (!isOutside) return own ?? inApp;
  const isHtml = own?.form === 'HTML' || (emailChannels.has(word) && !plainInEmail.has(name));
  return isHtml ? html : external;
};

/**
 * The field that a text is judged as, from the words of the input. An unknown field is judged by its channel, an unknown channel
 * by the field, and a text without both as one that is read on the platform. A field that is known shows as the path of findings.
 */
export const textFieldOf = (field: unknown, channel: unknown): TextField => {
  const name = typeof field === 'string' && field.length <= maxNameLength ? field : '';
  const word = typeof channel === 'string' && channel.length <= maxNameLength ? channel : '';
  const isKnown = Object.hasOwn(kindsByField, lettersOf(lastStep(name))) && pathForm.test(name);
  return { path: isKnown ? name : null, ...kindOf(name, word) };
};

/** `textFieldOf` that remembers its answers: a stream of texts has few fields. */
export const createTextFields = (): ((field: unknown, channel: unknown) => TextField) => {
  const known = new Map<unknown, Map<unknown, TextField>>();
  const maxRemembered = 1_000;
  return (field, channel) => {
    const found = known.get(field)?.get(channel);
    if (found !== undefined) return found;
    const made = textFieldOf(field, channel);
    if (known.size > maxRemembered) known.clear();
    const ofField = known.get(field) ?? new Map<unknown, TextField>();
    if (ofField.size > maxRemembered) ofField.clear();
    known.set(field, ofField.set(channel, made));
    return made;
  };
};
