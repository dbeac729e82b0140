/** How the lists name a word's paradigm; what each gives stands in data/terms/SOURCES.md. */
export const paradigms = ['m', 'f', 'mm', 'n', 'mr', 'ai', 'a', 'ver', 'mass', 'x', 'forms'] as const;
export type Paradigm = (typeof paradigms)[number];

/** True for the name of a paradigm. */
export const isParadigm = (name: string): name is Paradigm => (paradigms as readonly string[]).includes(name);

const withoutE = (lemma: string): string => (lemma.endsWith('e') ? lemma.slice(0, -1) : lemma);

const withGenitive = (form: string): readonly string[] => (form.endsWith('s') ? [form] : [form, `${form}s`]);

/** Bokmål doubles the m of these before an ending: sykdommen, medlemmer. */
const doubledM = /(?:medlem|sykdom)$/;

const commonNoun = (lemma: string): readonly string[] => {
  const stem = withoutE(lemma);
  const bokmaal = doubledM.test(lemma) ? `${stem}m` : stem;
  const feminine = lemma.endsWith('ing') || lemma.endsWith('ine') ? [`${stem}a`] : [];
  return [lemma, ...withGenitive(`${bokmaal}en`), `${bokmaal}er`, ...withGenitive(`${bokmaal}ene`)].concat(
    [`${stem}ar`, `${stem}ane`],
    feminine,
  );
};

const neuterNoun = (lemma: string): readonly string[] => {
  const stem = withoutE(lemma);
  const bokmaal = doubledM.test(lemma) ? `${stem}m` : stem;
  return [lemma, ...withGenitive(`${bokmaal}et`), `${bokmaal}er`, ...withGenitive(`${bokmaal}ene`), `${bokmaal}a`];
};

/** Bokmål misbruker, nynorsk misbrukar. */
const agentNoun = (lemma: string): readonly string[] => {
  const stem = lemma.slice(0, -2);
  return ['er', 'eren', 'ere', 'erne', 'erens', 'ar', 'aren', 'arar', 'arane'].map((end) => stem + end);
};

const adjective = (lemma: string): readonly string[] =>
  lemma.endsWith('et') ? [lemma, `${lemma.slice(0, -1)}de`] : [lemma, lemma.endsWith('a') ? lemma : `${lemma}e`];

const verbInEre = (lemma: string): readonly string[] => {
  const stem = lemma.slice(0, -1);
  return [lemma, `${lemma}r`, `${lemma}s`, `${stem}te`, `${stem}t`, `${stem}ast`];
};

const massNoun = (lemma: string): readonly string[] => {
  if (lemma.length < 4 || lemma.endsWith('s')) return [lemma];
  return [lemma, `${lemma}s`, lemma.endsWith('e') ? `${lemma}n` : `${lemma}en`];
};

/** How nynorsk says what bokmål says otherwise: pairs of word parts, each tried where the part is met. */
const nynorskParts: readonly (readonly [RegExp, string])[] = [
  [/sykdom/g, 'sjukdom'],
  [/^syk(?=$|e|m|h|p)/g, 'sjuk'],
  [/syk$/g, 'sjuk'],
  [/hjerte/g, 'hjarte'],
  [/selvmord/g, 'sjølvmord'],
  [/lidelse$/g, 'liding'],
  [/forstyrrelse$/g, 'forstyrring'],
  [/lammelse$/g, 'lamming'],
  [/nedsettelse$/g, 'nedsetjing'],
  [/innleggelse$/g, 'innlegging'],
  [/undersøkelse$/g, 'undersøking'],
  [/handlinger$/g, 'handlingar'],
  [/blødning$/g, 'bløding'],
  [/hemmet$/g, 'hemma'],
  [/rammet$/g, 'ramma'],
  [/avhengighet$/g, 'avhengnad'],
  [/het$/g, 'heit'],
  [/brudd$/g, 'brot'],
  [/bein/g, 'ben'],
  [/alvorlig/g, 'alvorleg'],
  [/overgriper/g, 'overgripar'],
  [/øye/g, 'auge'],
  [/tidligere/g, 'tidlegare'],
];

const writtenForms = (lemma: string): readonly string[] =>
  nynorskParts.reduce<readonly string[]>(
    (lemmas, [part, other]) => [...new Set(lemmas.flatMap((known) => [known, known.replace(part, other)]))],
    [lemma],
  );

const expanders: Readonly<Record<Paradigm, (lemma: string) => readonly string[]>> = {
  m: commonNoun,
  f: (lemma) => [...commonNoun(lemma), `${withoutE(lemma)}a`],
  mm: commonNoun,
  n: neuterNoun,
  mr: agentNoun,
  ai: adjective,
  a: (lemma) => [lemma, `${lemma}t`, `${lemma}e`],
  ver: verbInEre,
  mass: massNoun,
  x: (lemma) => [lemma],
  forms: (lemma) => lemma.split('/'),
};

/** All forms of a lemma in both written forms of Norwegian; forms nobody writes among them do no harm. */
export const inflect = (lemma: string, paradigm: Paradigm): readonly string[] => [
  ...new Set(
    paradigm === 'forms' ? expanders.forms(lemma) : writtenForms(lemma).flatMap((form) => expanders[paradigm](form)),
  ),
];
