import {
  type ConfigOf,
  type kafkaSettings,
  optional,
  optionalRegisterSettings,
  registrySettings,
  type serviceSettings,
  setting,
  type topicSettings,
  url,
} from '@varselvakt/runtime';

/** What scorecards need besides: without register and schema registry there are none. */
export const scorecardSettings = {
  ...optionalRegisterSettings,
  ...registrySettings,
  KAFKA_SCHEMA_REGISTRY: setting(optional(url({ protocols: ['http:', 'https:'] })), {
    about: 'URL of the schema registry',
    example: 'http://localhost:8081',
  }),
};

export type ScorecardSettings = ConfigOf<
  typeof scorecardSettings & typeof serviceSettings & typeof kafkaSettings & typeof topicSettings
> & { readonly DATABASE_URL: string | null };
