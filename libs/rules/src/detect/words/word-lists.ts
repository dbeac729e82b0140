import abbreviations from './generated/abbreviations.json' with { type: 'json' };
import familyFirst from './generated/family-first.json' with { type: 'json' };
import firstNamesNorway from './generated/first-names-norway.json' with { type: 'json' };
import firstNamesOwn from './generated/first-names-own.json' with { type: 'json' };
import firstNamesOwnWorld from './generated/first-names-own-world.json' with { type: 'json' };
import firstNamesWorld from './generated/first-names-world.json' with { type: 'json' };
import greetings from './generated/greetings.json' with { type: 'json' };
import nameEnderSuffixes from './generated/name-ender-suffixes.json' with { type: 'json' };
import nameEnders from './generated/name-enders.json' with { type: 'json' };
import ordinaryWordsOrdbank from './generated/ordinary-words-ordbank.json' with { type: 'json' };
import ordinaryWordsOwn from './generated/ordinary-words-own.json' with { type: 'json' };
import organisationsOwn from './generated/organisations-own.json' with { type: 'json' };
import particles from './generated/particles.json' with { type: 'json' };
import placesNorway from './generated/places-norway.json' with { type: 'json' };
import placesOwn from './generated/places-own.json' with { type: 'json' };
import sayingVerbs from './generated/saying-verbs.json' with { type: 'json' };
import smallWords from './generated/small-words.json' with { type: 'json' };
import surnamesNorway from './generated/surnames-norway.json' with { type: 'json' };
import surnamesOwn from './generated/surnames-own.json' with { type: 'json' };
import surnamesWorld from './generated/surnames-world.json' with { type: 'json' };
import titleSuffixes from './generated/title-suffixes.json' with { type: 'json' };
import titles from './generated/titles.json' with { type: 'json' };
import { wordClass } from './word-class.ts';
import type { ListedWords, WordList, WordListForm } from './word-list.ts';

const listed = (list: WordList, classes: number, form: WordListForm = 'word'): ListedWords => ({ list, classes, form });

/** Every list of the lexicon: a generated module from data/, what its words are, and how they are met. */
export const wordLists: readonly ListedWords[] = [
  listed(abbreviations, wordClass.abbreviation),
  listed(familyFirst, wordClass.familyFirst),
  listed(firstNamesNorway, wordClass.firstName | wordClass.knownName),
  listed(firstNamesOwn, wordClass.firstName | wordClass.knownName),
  listed(firstNamesOwnWorld, wordClass.firstName),
  listed(firstNamesWorld, wordClass.firstName),
  listed(greetings, wordClass.greeting),
  listed(nameEnderSuffixes, wordClass.nameEnder, 'ending'),
  listed(nameEnders, wordClass.nameEnder),
  listed(ordinaryWordsOrdbank, wordClass.ordinaryWord),
  listed(ordinaryWordsOwn, wordClass.ordinaryWord),
  listed(organisationsOwn, wordClass.organisation),
  listed(particles, wordClass.particle),
  listed(placesNorway, wordClass.place),
  listed(placesOwn, wordClass.place),
  listed(sayingVerbs, wordClass.sayingVerb),
  listed(smallWords, wordClass.smallWord),
  listed(surnamesNorway, wordClass.surname | wordClass.knownName),
  listed(surnamesOwn, wordClass.surname | wordClass.knownName),
  listed(surnamesWorld, wordClass.surname),
  listed(titleSuffixes, wordClass.title, 'ending'),
  listed(titles, wordClass.title),
];
