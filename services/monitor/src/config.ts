import {
  checkKafkaSettings,
  createConfigSchema,
  groupSettings,
  kafkaSettings,
  serviceSettings,
  setting,
  topicSettings,
  wholeNumber,
} from '@varselvakt/runtime';

/** The settings of the monitor. */
export const configSchema = createConfigSchema(
  {
    ...serviceSettings,
    ...kafkaSettings,
    ...topicSettings,
    ...groupSettings,
    MONITOR_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 60 }).default(10), {
      about: 'how often the groups are looked at',
      example: '10',
    }),
  },
  [checkKafkaSettings],
);
