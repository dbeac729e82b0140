import { topicDeclarations } from '@varselvakt/kafka';
import { createRegisterJsonSchema } from '@varselvakt/register';
import type { ConfigSchema, Settings } from '@varselvakt/runtime';
import { createAsyncApiDocument, renderAsyncApi } from './asyncapi-document.ts';
import { renderAsyncApiPage } from './asyncapi-page.ts';
import { renderErasurePage } from './erasure-page.ts';
import { renderSettingsPage } from './settings-page.ts';
import { renderTopicsPage } from './topics-page.ts';

const SERVICES = ['validator', 'persister', 'deleter', 'monitor'] as const;

/** The pages that are generated from the code, by their path. */
export async function renderPages(): Promise<ReadonlyMap<string, string>> {
  const configs = await Promise.all(
    SERVICES.map(async (service) => {
      const url = new URL(`../../services/${service}/src/config.ts`, import.meta.url);
      const { configSchema } = (await import(url.href)) as { configSchema: ConfigSchema<Settings> };
      return { service, schema: configSchema };
    }),
  );
  const declarations = topicDeclarations('notifications.');
  return new Map([
    ['docs/settings.md', renderSettingsPage(configs)],
    ['docs/topics.md', renderTopicsPage(declarations)],
    [
      'docs/erasure.md',
      renderErasurePage(
        configs.map(({ schema }) => schema),
        declarations,
      ),
    ],
    ['docs/register.schema.json', `${JSON.stringify(createRegisterJsonSchema(), undefined, 2)}\n`],
    ['docs/asyncapi.yaml', renderAsyncApi(declarations, '0.1.0')],
    ['docs/asyncapi.html', renderAsyncApiPage(createAsyncApiDocument(declarations, '0.1.0'))],
  ]);
}
