import { z } from 'zod';
import { list, optional, setting, wholeNumber } from './setting.ts';

/** Which topics are ours. */
export const topicSettings = {
  TOPIC_PREFIX: setting(
    z
      .string()
      .regex(/^[a-zA-Z0-9._-]{1,100}$/, 'must be letters, digits, dots, dashes or underscores')
      .default('notifications.'),
    { about: 'what the names of all our topics begin with', example: 'notifications.' },
  ),
  INBOUND_TOPICS: setting(
    optional(list({ member: /^[a-zA-Z0-9._-]{1,249}$/, problem: 'must be topic names with commas between' })),
    {
      about:
        'topics that producers write to; when not set, the shared one and those that the register gives to producers',
      example: 'notifications.inbound,notifications.inbound.team-a',
    },
  ),
  INBOUND_RETENTION_HOURS: setting(wholeNumber({ min: 1, max: 720 }).default(24), {
    about: 'how long records stay on the inbound topics, handled or not; "varselvakt topics apply" sets it',
    example: '24',
  }),
  FEEDBACK_RETENTION_DAYS: setting(wholeNumber({ min: 1, max: 3_650 }).default(14), {
    about: 'how long feedback stays on its topics; "varselvakt topics apply" sets it',
    example: '14',
  }),
  DEAD_LETTER_RETENTION_DAYS: setting(wholeNumber({ min: 1, max: 3_650 }).default(7), {
    about: 'how long dead letters stay, with the original bytes; "varselvakt topics apply" sets it',
    example: '7',
  }),
};
