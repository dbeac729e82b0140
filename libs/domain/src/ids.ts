declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Registered id of a producer: 1 to 63 of a–z, 0–9 and `-`. */
export type ProducerId = Branded<'ProducerId'>;
/** Norwegian organisation number: 9 digits, the last one a mod 11 check digit. */
export type OrganisationNumber = Branded<'OrganisationNumber'>;

const uuidLength = 36;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const producerIdForm = /^[a-z0-9-]{1,63}$/;
const organisationNumberForm = /^[89][0-9]{8}$/;
const organisationNumberWeights = [3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** True for the textual form 8-4-4-4-12 of hexadecimal digits; version and variant are not judged. */
export const isUuid = (text: string): boolean => text.length === uuidLength && uuidForm.test(text);

/** A producer id, or undefined when the text has another form. Says nothing about whether it is registered. */
export const parseProducerId = (text: string): ProducerId | undefined =>
  producerIdForm.test(text) ? (text as ProducerId) : undefined;

/** An organisation number, or undefined when length, first digit or check digit are wrong. */
export const parseOrganisationNumber = (text: string): OrganisationNumber | undefined => {
  if (!organisationNumberForm.test(text)) return undefined;
  let sum = 0;
  organisationNumberWeights.forEach((weight, index) => {
    sum += weight * (text.charCodeAt(index) - 48);
  });
  return sum % 11 === 0 ? (text as OrganisationNumber) : undefined;
};
