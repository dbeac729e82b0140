import { type AssessmentKind, assessmentKinds, type BilingualText } from '@varselvakt/rules';

/** One thing that `register new` asks. */
export interface Question {
  /** Its name in a file of answers. */
  readonly key: string;
  readonly words: BilingualText;
  /** `yes-no` is a statement to confirm, `list` words with commas between. */
  readonly form: 'text' | 'list' | 'yes-no';
  readonly isRequired: boolean;
  /** The answer where none is given. */
  readonly usual?: string;
}

const question = (key: string, nb: string, en: string, more: Partial<Question> = {}): Question => ({
  key,
  words: { nb, en },
  form: 'text',
  isRequired: true,
  ...more,
});

const optional = { isRequired: false } as const;
const statement = { form: 'yes-no' } as const;

/** Who publishes. */
export const producerQuestions = {
  id: question('id', 'Produsentens id (a–z, 0–9 og -)', 'Id of the producer (a–z, 0–9 and -)'),
  team: question('team', 'Teamets navn', 'Name of the team'),
  chat: question('chat', 'Kanal i chat, for eksempel #team', 'Channel in chat, such as #team', optional),
  email: question('email', 'E-postadresse til teamet', 'E-mail address of the team', optional),
  environments: question('environments', 'Miljøer: dev, eller dev,prod', 'Environments: dev, or dev,prod', {
    form: 'list',
    usual: 'dev',
  }),
} as const;

/** The acceptance of the terms. */
export const acceptanceQuestions = {
  accepted: question(
    'accepted',
    'Vi har lest bruksvilkårene («varselvakt terms show») og godtar dem',
    "We have read the terms of use ('varselvakt terms show') and accept them",
    statement,
  ),
  acceptedBy: question('acceptedBy', 'Hvem godtar (navn)', 'Who accepts (name)'),
  role: question('role', 'I hvilken rolle', 'In which role'),
  onBehalfOf: question('onBehalfOf', 'På vegne av (tomt: teamet)', 'On behalf of (empty: the team)', optional),
  evidence: question('evidence', 'Hvor godkjenningen kan finnes igjen', 'Where the acceptance can be found', optional),
} as const;

/** What a label is for and what the terms ask of it. */
export const labelQuestions = {
  name: question('name', 'Merkelappens navn', 'Name of the label'),
  purpose: question('purpose', 'Formålet med notifikasjonene', 'Purpose of its notifications', optional),
  retention: question(
    'retention',
    'Vanlig lagringstid, for eksempel P4M (fire måneder) eller P1Y',
    'Usual retention, such as P4M (four months) or P1Y',
  ),
  maxRetention: question('maxRetention', 'Lengste lagringstid', 'Longest retention', optional),
  legalBasis: question(
    'legalBasis',
    'Behandlingsgrunnlag: 6.1.a til 6.1.f, eller none uten personopplysninger',
    "Legal basis: 6.1.a to 6.1.f, or 'none' without personal data",
    optional,
  ),
  processingRecord: question(
    'processingRecord',
    'Referanse i behandlingsprotokollen',
    'Entry in the processing record',
  ),
  archive: question(
    'archive',
    'Arkiv: elsewhere (et annet sted), not-subject (ikke arkivpliktig) eller none',
    'Archive: elsewhere (in another system), not-subject (no such duty) or none',
    optional,
  ),
  archiveReason: question('archiveReason', 'Hvor, eller hvorfor ikke', 'Where, or why not', optional),
  privacyNotice: question(
    'privacyNotice',
    'Adressen til personvernerklæringen',
    'Address of the privacy notice',
    optional,
  ),
} as const;

const statements: Readonly<Record<AssessmentKind, BilingualText>> = {
  'legal-basis': {
    nb: 'C5: Vi har vurdert behandlingsgrunnlaget for personopplysningene merkelappen bruker',
    en: 'C5: We have assessed the legal basis for the personal data that the label uses',
  },
  'storage-time': {
    nb: 'C6: Vi har vurdert lagringstiden ut fra behandlingsgrunnlaget',
    en: 'C6: We have assessed the retention on the grounds of the legal basis',
  },
  content: {
    nb: 'C8: Vi har vurdert innhold og ordlyd med tanke på personopplysninger og dataminimering',
    en: 'C8: We have assessed content and wording for personal data and data minimisation',
  },
  'user-information': {
    nb: 'C10: Vi har vurdert hvordan brukerne får vite hvordan opplysningene om dem brukes',
    en: 'C10: We have assessed how users are told how their data is used',
  },
  archive: {
    nb: 'C9: Vi har vurdert arkivplikten og sørger for den utenfor plattformen',
    en: 'C9: We have assessed the duty to archive and meet it outside the platform',
  },
};

const keyOf = (kind: AssessmentKind): string => `assessed.${kind}`;

/** The statement that one assessment was made. */
export const statementOf = (kind: AssessmentKind): Question => ({
  key: keyOf(kind),
  words: statements[kind],
  form: 'yes-no',
  isRequired: true,
});

/** What is asked about an assessment that was made. `today` is a day such as `2026-01-02`. */
export const assessmentQuestions = (kind: AssessmentKind, team: string, today: string) => ({
  reference: question(`${keyOf(kind)}.reference`, '  Referanse', '  Reference'),
  owner: question(`${keyOf(kind)}.owner`, '  Eier', '  Owner', { usual: team }),
  date: question(`${keyOf(kind)}.date`, '  Dato', '  Date', { usual: today }),
  validUntil: question(
    `${keyOf(kind)}.validUntil`,
    '  Gjelder til og med (tomt: uten frist)',
    '  Valid until (empty: no end)',
    optional,
  ),
});

/** Asked after each label. */
export const anotherLabel = question('another', 'Enda en merkelapp?', 'Another label?', { ...statement, usual: 'nei' });

const keysOf = (questions: Readonly<Record<string, Question>>): readonly string[] =>
  Object.values(questions).map(({ key }) => key);

/** Every key that a file of answers may have outside its `labels`. */
export const producerKeys: readonly string[] = [...keysOf(producerQuestions), ...keysOf(acceptanceQuestions)];

/** Every key that one of its `labels` may have. */
export const labelKeys: readonly string[] = [
  ...keysOf(labelQuestions),
  ...assessmentKinds.flatMap((kind) => [keyOf(kind), ...keysOf(assessmentQuestions(kind, '', ''))]),
];
