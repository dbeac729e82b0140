import {
  checkKafkaSettings,
  consumerSettings,
  createConfigSchema,
  databaseSettings,
  groupSettings,
  optionalRegisterSettings,
} from '@varselvakt/runtime';

/** The settings of the persister, under the names that they have in the environment. */
export const configSchema = createConfigSchema(
  {
    ...consumerSettings,
    ...databaseSettings,
    ...optionalRegisterSettings,
    PERSISTER_GROUP_ID: groupSettings.PERSISTER_GROUP_ID,
  },
  [checkKafkaSettings],
);
