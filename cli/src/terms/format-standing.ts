import type { LabelStanding, ProducerStanding } from '@varselvakt/register';
import { ruleTable } from '@varselvakt/rules';
import type { Language } from '../language.ts';

const words = {
  nb: {
    ready: (environment: string) => `Klar for ${environment}.`,
    notReady: (environment: string) => `Ikke klar for ${environment}.`,
    notRegistered: (environment: string) => `Produsenten er ikke registrert for ${environment} (environments).`,
    notVerifiable: 'Produsenten må skrive til et eget emne, og har ikke noe (topics).',
    noLabel: (environment: string) => `Ingen merkelapp er registrert for ${environment}.`,
    noContact: 'Kontakt mangler: før inn contacts med chat, e-post eller begge.',
    label: 'Merkelapp',
    complete: 'ingenting mangler',
    notInUse: (environment: string) => `ikke registrert for ${environment}`,
    offboards: (day: string) => `Produsenten avvikles ${day}.`,
    acceptance: {
      CURRENT: (version: string) => `Bruksvilkår ${version} er godtatt.`,
      GRACE: (version: string, current: string, until: string) =>
        `Bruksvilkår ${version} er godtatt, men ${current} gjelder nå; frist ${until}.`,
      OUTDATED: (version: string, current: string) =>
        `Bruksvilkår ${version} er godtatt, men ${current} gjelder nå, og fristen er ute.`,
      MISSING: () => 'Bruksvilkårene er ikke godtatt.',
    },
  },
  en: {
    ready: (environment: string) => `Ready for ${environment}.`,
    notReady: (environment: string) => `Not ready for ${environment}.`,
    notRegistered: (environment: string) => `The producer is not registered for ${environment} (environments).`,
    notVerifiable: 'The producer must write to a topic of its own, and has none (topics).',
    noLabel: (environment: string) => `No label is registered for ${environment}.`,
    noContact: 'No contact: enter contacts with chat, e-mail or both.',
    label: 'Label',
    complete: 'nothing is missing',
    notInUse: (environment: string) => `not registered for ${environment}`,
    offboards: (day: string) => `The producer ends ${day}.`,
    acceptance: {
      CURRENT: (version: string) => `Terms of use ${version} are accepted.`,
      GRACE: (version: string, current: string, until: string) =>
        `Terms of use ${version} are accepted, but ${current} are in force now; accept them before ${until}.`,
      OUTDATED: (version: string, current: string) =>
        `Terms of use ${version} are accepted, but ${current} are in force now, and the time to accept them is out.`,
      MISSING: () => 'The terms of use are not accepted.',
    },
  },
} as const;

const dayOf = (instant: number | null): string =>
  instant === null ? '' : new Date(instant).toISOString().slice(0, 10);

function formatLabel({ name, isInUse, gaps }: LabelStanding, environment: string, lang: Language): readonly string[] {
  const { label, complete, notInUse } = words[lang];
  const note = isInUse ? '' : ` (${notInUse(environment)})`;
  if (gaps.length === 0) return [`${label} "${name}"${note}: ${complete}`];
  const codes = [...new Set(gaps.map(({ code }) => code))];
  return [
    `${label} "${name}"${note}:`,
    ...codes.map((code) => {
      const ofCode = gaps.filter((gap) => gap.code === code);
      const kinds = ofCode.flatMap(({ assessment }) => assessment ?? []).join(', ');
      const severity = (ofCode[0]?.severity ?? '').padEnd(5);
      return `  ${severity}  ${code}${kinds === '' ? '' : ` (${kinds})`}: ${ruleTable[code].remedy[lang]}`;
    }),
  ];
}

/** A producer's standing in words: what is accepted, what is missing for each label, and whether it is ready. */
export function formatStanding(standing: ProducerStanding, lang: Language): string {
  const { environment, acceptance, labels } = standing;
  const say = words[lang];
  const { state, version, currentVersion, graceEndsAt } = acceptance;
  return [
    `${standing.producerId} (${standing.team})`,
    say.acceptance[state](version ?? '', currentVersion ?? '', dayOf(graceEndsAt)),
    ...(standing.isRegistered ? [] : [say.notRegistered(environment)]),
    ...(standing.isVerifiable ? [] : [say.notVerifiable]),
    ...(standing.hasContact ? [] : [say.noContact]),
    ...(standing.offboardsAt === null ? [] : [say.offboards(dayOf(standing.offboardsAt))]),
    ...(labels.some(({ isInUse }) => isInUse) ? [] : [say.noLabel(environment)]),
    ...labels.flatMap((label) => formatLabel(label, environment, lang)),
    standing.isReady ? say.ready(environment) : say.notReady(environment),
  ].join('\n');
}
