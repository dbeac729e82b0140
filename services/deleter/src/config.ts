import {
  checkKafkaSettings,
  createConfigSchema,
  databaseSettings,
  kafkaSettings,
  registrySettings,
  serviceSettings,
  setting,
  topicSettings,
  wholeNumber,
} from '@varselvakt/runtime';

/** The settings of the deleter. None of them can make anything go earlier than it is due. */
export const configSchema = createConfigSchema(
  {
    ...serviceSettings,
    ...kafkaSettings,
    ...registrySettings,
    ...databaseSettings,
    ...topicSettings,
    DELETER_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(60), {
      about: 'how often to look for what is due; what a producer asked for is found within a second',
      example: '60',
    }),
    DELETER_BATCH_SIZE: setting(wholeNumber({ min: 1, max: 10_000 }).default(1_000), {
      about: 'how many cases and notifications one transaction plans',
      example: '1000',
    }),
    HARD_DELETE_RECORD_DAYS: setting(wholeNumber({ min: 1, max: 3_650 }).default(30), {
      about: 'how long HardDeleted records stay on the event log before they are tombstoned themselves',
      example: '30',
    }),
    CONTENT_REWRITE_HOURS: setting(wholeNumber({ min: 0, max: 720 }).default(24), {
      about: 'how long erased texts may lie readable in a data file before that file is rewritten',
      example: '24',
    }),
    DELETER_MARKER_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(3_600), {
      about: 'how often each partition of the event log gets a record, so that quiet ones are compacted too',
      example: '3600',
    }),
  },
  [checkKafkaSettings],
);
