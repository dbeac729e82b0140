import { writeFileSync } from 'node:fs';
import { renderRulesPage } from './render-rules-page.ts';

writeFileSync(new URL('../../../docs/rules.md', import.meta.url), renderRulesPage());
