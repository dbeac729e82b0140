import {
  checkKafkaSettings,
  type ConfigFault,
  type ConfigOf,
  createConfigSchema,
  databaseSettings,
  flag,
  kafkaSettings,
  optionalRegisterSettings,
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
    ...optionalRegisterSettings,
    DELETER_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(60), {
      about: 'how often to look for what is due; what a producer asked for is found within a second',
      example: '60',
    }),
    DELETER_BATCH_SIZE: setting(wholeNumber({ min: 1, max: 10_000 }).default(1_000), {
      about: 'how many cases and notifications one transaction plans',
      example: '1000',
    }),
    DELETER_VOLUME_FACTOR: setting(wholeNumber({ min: 0, max: 1_000 }).default(20), {
      about:
        'so many times the median of earlier days may go within 24 hours; more stops deletions until "varselvakt deletions approve". 0 = not asked',
      example: '20',
    }),
    DELETER_VOLUME_FLOOR: setting(wholeNumber({ min: 0, max: 1_000_000_000 }).default(10_000), {
      about: 'so many deletions within 24 hours are never too many, whatever is usual',
      example: '10000',
    }),
    DELETER_VOLUME_LIMIT: setting(wholeNumber({ min: 1, max: 1_000_000_000 }).default(10_000_000), {
      about: 'more deletions than this within 24 hours always wait for "varselvakt deletions approve"',
      example: '10000000',
    }),
    DELETER_PRODUCER_CAP: setting(wholeNumber({ min: 1, max: 1_000_000_000 }).default(1_000_000), {
      about: 'how many of one producer a run deletes, rounded up to a whole batch; the rest waits for the next run',
      example: '1000000',
    }),
    HARD_DELETE_RECORD_DAYS: setting(wholeNumber({ min: 1, max: 3_650 }).default(30), {
      about: 'how long HardDeleted records stay on the event log before they are tombstoned themselves',
      example: '30',
    }),
    CONTENT_REWRITE_HOURS: setting(wholeNumber({ min: 0, max: 720 }).default(24), {
      about: 'how long erased texts may lie readable in a data file before that file is rewritten',
      example: '24',
    }),
    ERASURE_SWEEP_HOURS: setting(wholeNumber({ min: 1, max: 720 }).default(24), {
      about: 'how often the event log and the tables are read again, to verify that what was erased is gone',
      example: '24',
    }),
    ERASURE_SWEEP_SLICE_SIZE: setting(wholeNumber({ min: 1_000, max: 100_000_000 }).default(1_000_000), {
      about: 'how many rows and records such a verification reads at a time; after DELETER_INTERVAL_SECONDS it goes on',
      example: '1000000',
    }),
    DELETER_NOTICE_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(3_600), {
      about:
        'how often to look for deletions that producers want to be told of ahead (noticeBeforeDeletion in the register)',
      example: '3600',
    }),
    EVENT_TALLY_DAYS: setting(wholeNumber({ min: 31, max: 36_500 }).default(400), {
      about:
        'how long the counts of what producers have published are kept (table event_tally); longer than FEEDBACK_RETENTION_DAYS, as far as scorecards look back',
      example: '400',
    }),
    DELETER_DRY_RUN: setting(flag().default(false), {
      about: 'say at every interval what would be deleted, and delete nothing',
      example: 'true',
    }),
    DELETER_MARKER_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(3_600), {
      about: 'how often each partition of the event log gets a record, so that quiet ones are compacted too',
      example: '3600',
    }),
  },
  [checkKafkaSettings, checkTallyDays],
);

/** A scorecard reads counts for as long as there is feedback: of a day without them it would say that nothing was published. */
export function checkTallyDays(config: {
  readonly EVENT_TALLY_DAYS?: number;
  readonly FEEDBACK_RETENTION_DAYS?: number;
}): readonly ConfigFault[] {
  const { EVENT_TALLY_DAYS: days = 0, FEEDBACK_RETENTION_DAYS: feedbackDays = 0 } = config;
  if (days > feedbackDays) return [];
  const problem = `is not above FEEDBACK_RETENTION_DAYS (${feedbackDays}): scorecards would miss days`;
  return [{ name: 'EVENT_TALLY_DAYS', problem, example: String(feedbackDays + 1) }];
}

/** Some 250 bytes each, twice: one batch is planned while another is published. */
const maxEventsInMemory = 20_000;

/** What the settings say of how much goes at once and how much may go at all. */
export const toLimits = (config: ConfigOf<(typeof configSchema)['settings']>) => ({
  maxAggregateCount: config.DELETER_BATCH_SIZE,
  maxEventCount: maxEventsInMemory,
  volumeLimits: {
    factor: config.DELETER_VOLUME_FACTOR,
    floorCount: config.DELETER_VOLUME_FLOOR,
    absoluteCount: config.DELETER_VOLUME_LIMIT,
  },
  maxCountPerProducer: config.DELETER_PRODUCER_CAP,
});
