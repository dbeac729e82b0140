import { brokenBy } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere } from '../severity.ts';

/** What texts may not say. */
export const contentRules = {
  TEXT_IDENTITY_NUMBER: {
    area: 'content',
    clause: 'C12',
    severity: blockEverywhere,
    floor: blockEverywhere,
    milder: null,
    since: '1.0.0',
    message: {
      nb: 'Feltet inneholder et fødselsnummer, D-nummer eller et annet nummer i samme familie.',
      en: 'The field holds a national identity number, a D-number or another number of that family.',
    },
    remedy: {
      nb: 'Fjern nummeret. Fødselsnummer skal aldri stå i tekster, lenker, id-er, SMS eller e-post; bare i mottakeren (nærmeste leder).',
      en: 'Remove the number. Identity numbers never belong in texts, links, ids, SMS or e-mail; only in the recipient (nearest leader).',
    },
    examples: brokenBy('MessageCreated', { 'body.text': 'Ny melding om sykefraværet til 179120 99997' }),
  },
} as const satisfies RuleTable;
