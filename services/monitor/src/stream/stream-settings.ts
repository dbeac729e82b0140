import { setting, wholeNumber } from '@varselvakt/runtime';

/** How many may watch. */
export const streamSettings = {
  MONITOR_MAX_STREAMS: setting(wholeNumber({ min: 1, max: 10_000 }).default(100), {
    about: 'how many event streams (open consoles) are served at once; further ones ask every few seconds instead',
    example: '100',
  }),
};
