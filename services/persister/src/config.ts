import {
  checkKafkaSettings,
  createConfigSchema,
  databaseSettings,
  kafkaSettings,
  registrySettings,
  serviceSettings,
  setting,
  text,
  topicSettings,
} from '@varselvakt/runtime';

/** The settings of the persister, under the names that they have in the environment. */
export const configSchema = createConfigSchema(
  {
    ...serviceSettings,
    ...kafkaSettings,
    ...registrySettings,
    ...topicSettings,
    ...databaseSettings,
    PERSISTER_GROUP_ID: setting(text({ maxLength: 255 }).default('varselvakt-persister'), {
      about: 'consumer group of the persisters; all instances share it',
      example: 'varselvakt-persister',
    }),
    RULES_DOCUMENTATION_URL: setting(text({ maxLength: 1_000 }).default('docs/rules.md'), {
      about: 'where producers find the page with all rules; each finding points into it',
      example: 'https://example.org/varselvakt/rules',
    }),
  },
  [checkKafkaSettings],
);
