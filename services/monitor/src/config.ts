import {
  checkKafkaSettings,
  createConfigSchema,
  kafkaSettings,
  serviceSettings,
  setting,
  text,
  topicSettings,
  wholeNumber,
} from '@varselvakt/runtime';

/** The settings of the monitor. */
export const configSchema = createConfigSchema(
  {
    ...serviceSettings,
    ...kafkaSettings,
    ...topicSettings,
    VALIDATOR_GROUP_ID: setting(text({ maxLength: 255 }).default('varselvakt-validator'), {
      about: 'consumer group of the validators',
      example: 'varselvakt-validator',
    }),
    PERSISTER_GROUP_ID: setting(text({ maxLength: 255 }).default('varselvakt-persister'), {
      about: 'consumer group of the persisters',
      example: 'varselvakt-persister',
    }),
    MONITOR_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 60 }).default(10), {
      about: 'how often the groups are looked at',
      example: '10',
    }),
  },
  [checkKafkaSettings],
);
