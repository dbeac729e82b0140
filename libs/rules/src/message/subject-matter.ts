import { type MessageWord, type MessageWords, wordsOf } from './message-words.ts';
import { countPlaceWords } from './place-to-read.ts';
import { countSenderWords } from './sender.ts';

/** Words that every notification may hold whatever it is about, in bokmål, nynorsk and English. */
const empty = wordsOf(`
  a alle an and another any are arbeidsgiver arbeidsgivar arbeidsgivere arbeidsgivarar as at av be been beskjed beskjeden beskjeder
  bekreft besvar besvare bli blitt blei bruker brukar bør by can case check click da dag dags de deg dei deira dem den denne der deres
  dere derfor dermed desse det dette dialog din dine ditt do document documents dokument dokumentet dokumenter dokumentene du dykk
  dykkar ein eit ei eitt eller employer employers en enn er et etter finn finne finner finnes finst follow for fra frå fått får få fekk
  fekk fikk fleire flere fort from få get gi gir gjelder gjeld gjør gjer gjøre gjere gå ha hadde har has have hei hello hendelse
  hendelser here hallo hi hilsen helsing hva kva hvor kor her hos hjelp hun ho i ikke ikkje important in info informasjon informasjonen
  information inn inne inni innen innan innhold is it its kan kjære klar klart klare klikk kom kome komme kommer kommet komen kunne kunde
  les lese lest lesing letter letters lenke lenken lenka ligger ligg link log logg logge login logon lot mail may me med mer meir meg
  meget melding meldinga meldingen meldinger meldingar meldingane meldingene message messages min mi mine mitt mottar mottatt mottok
  motteke mottekne must må måtte new news no note notification notifications notis notisen notifikasjon notifikasjonen notifikasjoner
  nå now ny nye nytt nå obs of og også og om on one only open opne oppdatering oppdateringen oppdateringer oppdatert oppdaterte oppdatera
  oppdateringar oppgave oppgaven oppgaver oppgavene oppgåve oppgåva oppgåver oppgåvene or our out over page på påminnelse påminnelsen
  påminning påminninga please post posten portal ready reminder reply read received receive sak saka saken saker sakene sakane se see
  send sende sendt sender sendte send sent server side sider siden sida sign sjekk sjekke sjå skal skjedd skjer skjett skriv skrive snar
  snarest snart so some something som soon straks svar svare svart så ta tar task tasks tatt tek takk teke thank thanks that the their
  them there they this til tilgjengelig tilgjengeleg time to today trenger treng trykk under unread update updates ulest uleste ulesen
  ulesne us ut utfør var vart varsel varselet varsler varslar varsling venter ventar vennlig venleg venligst vennligst vent vente ver vi
  via view vil viktig viktige virksomhet virksomheten verksemd verksemda vår våre vårt vær være vere want was waiting we web were which
  who will with you your yours åpne i-dag mulig mogleg raskt rask lagt legge ligge når where when what her noe noko nokon noen hatt
  tilsendt brev brevet brevene fil filen innboks e-post epost sms
`);

const carriesMeaning = ({ lower }: MessageWord): boolean =>
  lower.length >= 3 && !empty.has(lower) && !/^[\d.,:/-]+$/.test(lower);

/** «Hei Kari»: who is greeted does not say what it is about. */
const greetings = wordsOf('hei hallo kjære hello hi dear');

/** True when at least one word says what a message is about: more than «Dere har fått en ny melding». */
export const saysWhat = (words: MessageWords): boolean => {
  let index = 0;
  for (let word = words.at(0); word !== undefined; word = words.at(index)) {
    const skipped = Math.max(countSenderWords(words, index), countPlaceWords(words, index));
    const isGreeted = index > 0 && greetings.has(words.at(index - 1)?.lower ?? '');
    if (skipped === 0 && carriesMeaning(word) && !isGreeted) return true;
    index += Math.max(1, skipped);
  }
  return false;
};
