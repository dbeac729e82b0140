import { describe, expect, test } from '@jest/globals';
import { newEvent } from '../../test/new-events.ts';
import { encodeLogKey } from './log-key.ts';

describe('the key of a record', () => {
  const event = newEvent('some', 0);
  test('is not stored when SQL can make exactly its bytes', () => {
    expect(encodeLogKey(event)).toBeNull();
  });
  test('is stored as it is when any byte differs', () => {
    for (let at = 0; at < event.logKey.length; at += 1) {
      const logKey = Buffer.from(event.logKey);
      logKey[at] = (logKey[at] ?? 0) ^ 0x20;
      expect(encodeLogKey({ ...event, logKey })).toBe(logKey);
    }
  });
  test.each(['', 'short', `${event.logKey.toString()}0`])('is stored as it is when it is %p', (text) => {
    const logKey = Buffer.from(text);
    expect(encodeLogKey({ ...event, logKey })).toBe(logKey);
  });
});
