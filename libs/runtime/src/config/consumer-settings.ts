import { kafkaSettings } from './kafka-settings.ts';
import { registrySettings } from './registry-settings.ts';
import { serviceSettings } from './service-settings.ts';
import { setting, text, wholeNumber } from './setting.ts';
import { topicSettings } from './topic-settings.ts';

/** The consumer groups; whoever watches them reads the same names. */
export const groupSettings = {
  VALIDATOR_GROUP_ID: setting(text({ maxLength: 255 }).default('varselvakt-validator'), {
    about: 'consumer group of the validators; all instances share it',
    example: 'varselvakt-validator',
  }),
  PERSISTER_GROUP_ID: setting(text({ maxLength: 255 }).default('varselvakt-persister'), {
    about: 'consumer group of the persisters; all instances share it',
    example: 'varselvakt-persister',
  }),
};

/** The settings of a service that reads topics and tells producers what it found, but for its group. */
export const consumerSettings = {
  ...serviceSettings,
  ...kafkaSettings,
  ...registrySettings,
  ...topicSettings,
  KAFKA_SESSION_TIMEOUT_MS: setting(wholeNumber({ min: 3_000, max: 300_000 }).default(10_000), {
    about:
      'an instance that the brokers have not heard of for so long loses its partitions to the others; brokers allow 6000 and more by default',
    example: '10000',
  }),
  RULES_DOCUMENTATION_URL: setting(text({ maxLength: 1_000 }).default('docs/rules.md'), {
    about: 'where producers find the page with all rules; each finding points into it',
    example: 'https://example.org/varselvakt/rules',
  }),
};
