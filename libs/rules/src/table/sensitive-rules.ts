import { brokenBy } from '../examples/rule-examples.ts';
import type { BilingualText, Rule, RuleTable } from '../rule.ts';
import { observeEverywhere } from '../severity.ts';
import { observeInAppWarnExternal, warnInAppBlockExternal } from './content-severities.ts';

const remedy: BilingualText = {
  nb: 'Skriv hva slags sak det gjelder uten å si noe om personen, og la resten stå etter innlogging.',
  en: 'Say what kind of matter it is without saying anything about the person, and leave the rest behind the log-in.',
};

const sensitive = (what: BilingualText, invalidText: string) =>
  ({
    area: 'content',
    clause: 'C13',
    externalClause: 'C16',
    severity: warnInAppBlockExternal,
    floor: observeInAppWarnExternal,
    milder: {
      when: {
        nb: 'ordet er vanlig i saker på plattformen og sier lite om en bestemt person',
        en: 'the word is common in matters on the platform and says little of a certain person',
      },
      severity: observeInAppWarnExternal,
      floor: observeEverywhere,
    },
    since: '1.0.0',
    message: { nb: `Teksten sier noe om ${what.nb}.`, en: `The text says something about ${what.en}.` },
    remedy,
    examples: brokenBy('MessageCreated', { 'body.text': invalidText }),
  }) as const satisfies Rule;

/** Special categories of personal data (GDPR article 9) and crime (article 10). */
export const sensitiveRules = {
  TEXT_SENSITIVE_HEALTH: sensitive({ nb: 'helse', en: 'health' }, 'Den ansatte har fått påvist kreft'),
  TEXT_SENSITIVE_UNION: sensitive(
    { nb: 'fagforeningsmedlemskap', en: 'trade union membership' },
    'Den ansatte er medlem av en fagforening',
  ),
  TEXT_SENSITIVE_RELIGION: sensitive(
    { nb: 'religion eller livssyn', en: 'religion or belief' },
    'Den ansatte er muslim og ber om fri',
  ),
  TEXT_SENSITIVE_POLITICS: sensitive(
    { nb: 'politisk oppfatning', en: 'political opinions' },
    'Den ansatte er partimedlem',
  ),
  TEXT_SENSITIVE_ETHNICITY: sensitive(
    { nb: 'etnisk opprinnelse', en: 'ethnic origin' },
    'Den ansatte er av samisk opprinnelse',
  ),
  TEXT_SENSITIVE_SEX_LIFE: sensitive(
    { nb: 'seksuell orientering eller seksuelle forhold', en: 'sexual orientation or sex life' },
    'Den ansatte er homofil',
  ),
  TEXT_SENSITIVE_GENETIC: sensitive(
    { nb: 'genetiske opplysninger', en: 'genetic data' },
    'Den ansatte har tatt en gentest',
  ),
  TEXT_SENSITIVE_BIOMETRIC: sensitive(
    { nb: 'biometriske opplysninger', en: 'biometric data' },
    'Den ansatte har gitt fingeravtrykk',
  ),
  TEXT_SENSITIVE_CRIME: sensitive(
    { nb: 'straffbare forhold', en: 'criminal convictions or offences' },
    'Den ansatte soner i fengsel',
  ),
} as const satisfies RuleTable;
