/**
 * `npm run words:import -w libs/rules`: fetches the packages named in data/SOURCES.md by the ordinary clients (npm, pip, mvn,
 * unzip and tar must be there) and writes the lists in data/ that come from them. Run `npm run words` afterwards.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { everydaySpellings, fakerJsNames, fakerPyNames, type NameLists, nameParts } from './parse-name-sources.ts';
import { ratherNames } from './rather-names.ts';
import { dataFolder } from './word-table-files.ts';

const versions = { fakerJs: '10.6.0', fakerPy: '40.54.0', noCommons: '0.16.0', lookups: '1.0.5' } as const;
const importedAt = '2026-11-23';
const scratch = mkdtempSync(join(tmpdir(), 'varselvakt-names-'));
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: scratch, encoding: 'utf8', maxBuffer: 2 ** 28 });
const unzipped = (archive: string, file: string): Buffer =>
  execFileSync('unzip', ['-p', archive, file], { cwd: scratch, maxBuffer: 2 ** 28 });
const fileLike = (pattern: RegExp): string => readdirSync(scratch).find((file) => pattern.test(file)) ?? '';

const noCommons = (): NameLists & { readonly places: readonly string[] } => {
  run('mvn', '-q', 'dependency:get', `-Dartifact=no.bekk.bekkopen:nocommons:${versions.noCommons}`);
  const folder = join(homedir(), '.m2', 'repository', 'no', 'bekk', 'bekkopen', 'nocommons', versions.noCommons);
  const jar = join(folder, `nocommons-${versions.noCommons}.jar`);
  const names = (file: string): string[] => unzipped(jar, file).toString('utf8').split(',').flatMap(nameParts);
  const postal = unzipped(jar, 'postnummer.csv').toString('utf8').split('\n');
  const places = postal.flatMap((line) => line.split(',').filter((_, column) => column === 1 || column === 3));
  // Hamlets spelled like the commonest surnames, and like two common first names: people are written of far oftener.
  const ratherPeople = new Set([...names('etternavn.csv').slice(0, commonSurnameCount), 'lena', 'sander']);
  return {
    first: [...names('fornavn_kvinner.csv'), ...names('fornavn_menn.csv')],
    last: names('etternavn.csv'),
    places: places
      .filter((place) => /^\p{L}{2,}$/u.test(place))
      .map((place) => place.toLowerCase())
      .filter((place) => !ratherPeople.has(place)),
  };
};

const fakerJs = async (): Promise<NameLists> => {
  run('npm', 'pack', '--silent', `@faker-js/faker@${versions.fakerJs}`);
  run('tar', 'xzf', fileLike(/^faker-js-.*tgz$/));
  const { allLocales } = await import(join(scratch, 'package', 'dist', 'index.js'));
  return fakerJsNames(allLocales);
};

const fakerPy = (): NameLists => {
  run('pip', 'download', '--quiet', '--no-deps', '--dest', '.', `faker==${versions.fakerPy}`);
  const wheel = fileLike(/^faker-.*whl$/);
  const providers = run('unzip', '-Z1', wheel)
    .split('\n')
    .filter((file) => /\/person\/\w+\/__init__\.py$/.test(file));
  return fakerPyNames(providers.map((file) => unzipped(wheel, file).toString('utf8')));
};

/** Word forms of Norsk Ordbank by part of speech. */
const ordbank = (): Readonly<Record<string, readonly string[]>> => {
  run('pip', 'download', '--quiet', '--no-deps', '--dest', '.', `spacy-lookups-data==${versions.lookups}`);
  const packed = unzipped(fileLike(/^spacy_lookups_data-.*whl$/), 'spacy_lookups_data/data/nb_lemma_exc.json.gz');
  const forms: Record<string, object> = JSON.parse(gunzipSync(packed).toString('utf8'));
  return Object.fromEntries(Object.entries(forms).map(([part, words]) => [part, Object.keys(words)]));
};

const write = (name: string, what: string, source: string, words: Iterable<string>): void => {
  const head = `# ${what}\n# source: ${source}; fetched ${importedAt} by scripts/words/import-names.ts\n`;
  writeFileSync(join(dataFolder, `${name}.txt`), `${head}${[...new Set(words)].sort().join('\n')}\n`);
};

const commonSurnameCount = 300;
const minForeignLength = 3;
const maxVerbLength = 9;

const importAll = async (): Promise<void> => {
  const norwegian = noCommons();
  const foreign = [await fakerJs(), fakerPy()];
  const longEnough = (names: readonly string[]): string[] =>
    names.filter((name) => name.length >= minForeignLength).flatMap(everydaySpellings);
  const first = foreign.flatMap((names) => longEnough(names.first));
  const last = foreign.flatMap((names) => longEnough(names.last));
  const fakerSource = `faker ${versions.fakerPy} (PyPI, MIT) and @faker-js/faker ${versions.fakerJs} (npm, MIT)`;
  write(
    'first-names-norway',
    'First names in Norway.',
    `NoCommons ${versions.noCommons} (Maven, MIT)`,
    norwegian.first,
  );
  write('surnames-norway', 'Surnames in Norway.', `NoCommons ${versions.noCommons} (Maven, MIT)`, norwegian.last);
  write('first-names-world', 'First names of many countries.', fakerSource, first);
  write('surnames-world', 'Surnames of many countries.', fakerSource, last);
  write(
    'places-norway',
    'Postal places and municipalities of one word.',
    `NoCommons ${versions.noCommons} (Maven, MIT)`,
    norwegian.places,
  );
  const { adv = [], verb = [], noun = [], adj = [] } = ordbank();
  const small = (words: readonly string[]): string[] => words.filter((word) => /^[a-zæøåéèêóòôü]+$/.test(word));
  const known = new Set(small([...noun, ...adj]));
  const names = [...norwegian.first, ...norwegian.last, ...first, ...last].filter((name) => known.has(name));
  const short = small(verb).filter((word) => word.length <= maxVerbLength && !word.endsWith('s'));
  write(
    'ordinary-words-ordbank',
    'Word forms that are names too, and adverbs and short verb forms, for they stand before names at a sentence start.',
    `Norsk ordbank bokmål 2005 (Nasjonalbiblioteket, CC-BY 4.0) as packed in spacy-lookups-data ${versions.lookups} (PyPI, MIT)`,
    [...names, ...small(adv), ...short].filter((word) => !ratherNames.has(word)),
  );
};

await importAll().finally(() => rmSync(scratch, { recursive: true }));
