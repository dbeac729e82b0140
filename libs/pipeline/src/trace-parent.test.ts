import { expect, test } from '@jest/globals';
import { parseTraceParent } from './trace-parent.ts';

const context = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

test('a trace context is taken on when it has exactly the form', () => {
  expect(parseTraceParent({ traceparent: Buffer.from(context) })).toBe(context);
  expect(parseTraceParent({ traceparent: [Buffer.from(context), Buffer.from('x')] })).toBe(context);
});

test.each(['', '13097248022', context.toUpperCase(), `${context}x`, `x${context.slice(1)}`])(
  'a header that is no trace context is dropped: %j',
  (text) => expect(parseTraceParent({ traceparent: Buffer.from(text) })).toBeNull(),
);

test('no header is no trace context', () => expect(parseTraceParent({})).toBeNull());
