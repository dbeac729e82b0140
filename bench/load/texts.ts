import { pick, type Random } from './random.ts';

/** Plain sentences with dates, times and amounts in them, as real texts have: the rules have to look at every digit. */
const sentences = [
  'Søknaden om inkluderingstilskudd er mottatt',
  'Vi behandler søknaden innen 4 uker',
  'Fristen er 15. mars 2027 kl. 12.00',
  'Send inn oppfølgingsplanen for den ansatte',
  'Avtalen om lønnstilskudd må godkjennes av dere',
  'Refusjonen på 12 450 kroner er godkjent',
  'Møtet varer fra kl. 10.00 til 11.30',
  'Vi mangler dokumentasjon for perioden 01.02.2026 til 31.03.2026',
  'Ring oss på 55 55 33 36 hvis dere har spørsmål',
  'Saken er under behandling',
  'Logg inn på Min side for arbeidsgivere',
  'Dere finner mer om ordningen på nav.no',
  'Tilsagnet gjelder i 12 måneder',
  'Dere har 3 uløste oppgaver',
] as const;

/** Sentences up to `maxLength` characters, at least one. */
export function textUpTo(random: Random, maxLength: number): string {
  let text: string = pick(random, sentences);
  for (;;) {
    const longer = `${text}. ${pick(random, sentences)}`;
    if (longer.length > maxLength) return text;
    text = longer;
  }
}

/** What an e-mail may say: no web address, which is for the platform alone. */
const emailSentences = sentences.filter((sentence) => !sentence.includes('nav.no'));

const ending = '<p>Logg inn på Min side for arbeidsgivere for å se saken.</p>';

/** A small page of HTML of about `length` characters that says where to find the rest. */
export function htmlAbout(random: Random, length: number): string {
  let html = '<p>Hei!</p>';
  while (html.length + ending.length < length) html += `<p>${pick(random, emailSentences)}.</p>`;
  return html + ending;
}
