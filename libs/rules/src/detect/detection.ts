/** What a text can hold that the terms of use speak of, strongest first: where two overlap, the earlier one is told. */
export const detectionKinds = [
  'IBAN',
  'IDENTITY_NUMBER',
  'IDENTITY_NUMBER_LIKELY',
  'ACCOUNT_NUMBER',
  'PHONE',
  'BIRTH_DATE',
  'ADDRESS',
  'LINK',
  'EMAIL_ADDRESS',
  'PERSON_NAME',
  'SENSITIVE_TERM',
] as const;

export type DetectionKind = (typeof detectionKinds)[number];

/** Categories of GDPR articles 9 and 10, as the codes TEXT_SENSITIVE_… name them. */
export type SensitiveCategory =
  | 'HEALTH'
  | 'UNION'
  | 'RELIGION'
  | 'POLITICS'
  | 'ETHNICITY'
  | 'SEX_LIFE'
  | 'GENETIC'
  | 'BIOMETRIC'
  | 'CRIME';

/** High where form, lists or context prove it; low where it is only likely. Rules may treat the two differently. */
export type Confidence = 'high' | 'low';

/** Something found in a folded text: half-open indices into that text. */
export interface Candidate {
  readonly kind: DetectionKind;
  readonly from: number;
  readonly to: number;
  readonly confidence: Confidence;
  /** Only of a SENSITIVE_TERM. */
  readonly category: SensitiveCategory | null;
  /** What else the same characters can be read as, where the finder knows. */
  readonly also?: readonly DetectionKind[];
}

/** Something found in a text: a half-open span in UTF-16 units of the text as it was given. Never holds the value. */
export interface Detection {
  readonly kind: DetectionKind;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  readonly category: SensitiveCategory | null;
  /** What else the same characters could be. */
  readonly also: readonly DetectionKind[];
}
