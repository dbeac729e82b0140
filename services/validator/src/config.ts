import {
  checkKafkaSettings,
  consumerSettings,
  createConfigSchema,
  groupSettings,
  optional,
  registerSettings,
  setting,
  text,
  wholeNumber,
} from '@varselvakt/runtime';

/** The settings of the validator, under the names that they have in the environment. */
export const configSchema = createConfigSchema(
  {
    ...consumerSettings,
    VALIDATOR_GROUP_ID: groupSettings.VALIDATOR_GROUP_ID,
    ...registerSettings,
    PROTECTED_PERSONS_KEY: setting(optional(text()), {
      about:
        'the key of the hashes of protected persons in the register; without it every employee counts as one of them',
      example: 'a-long-secret',
      secret: true,
    }),
    INBOUND_PURGE_AFTER_SECONDS: setting(wholeNumber({ min: 0, max: 604_800 }).default(900), {
      about:
        'how long handled records stay on the inbound topics before they are cut off; 0 leaves it to the retention',
      example: '900',
    }),
  },
  [checkKafkaSettings],
);
