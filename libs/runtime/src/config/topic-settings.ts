import { z } from 'zod';
import { list, optional, setting } from './setting.ts';

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
};
