import { expect, test } from '@jest/globals';
import { carryTrace, parseTraceParent, parseTraceState } from './trace-parent.ts';

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

test.each([
  'congo=t61rcWkgMzE',
  'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE',
  'dd=s:1;o:rum;t.dm:-4',
  'fw529a3039@dt=FfffF',
])('what tracing systems add is taken on when it is a list of theirs: %s', (text) =>
  expect(parseTraceState({ tracestate: Buffer.from(text) })).toBe(text),
);

test('blanks between its members are left out', () => {
  expect(parseTraceState({ tracestate: Buffer.from('a=1 , b=2') })).toBe('a=1,b=2');
});

test.each([
  '',
  'Kari Nordmann',
  'name=Kari Nordmann',
  'a=13097248022',
  'tel=99999999',
  'a',
  'a=',
  `a=${'x'.repeat(600)}`,
  'a=\u00e5',
])('a text that is no such list, or holds a long number, is dropped: %j', (text) =>
  expect(parseTraceState({ tracestate: Buffer.from(text) })).toBeNull(),
);

test('both are carried on unchanged, and the one without the other not at all', () => {
  const [traceparent, tracestate] = [Buffer.from(context), Buffer.from('a=1')];
  expect(carryTrace({ traceparent, tracestate })).toEqual({ headers: { traceparent: context, tracestate: 'a=1' } });
  expect(carryTrace({ traceparent })).toEqual({ headers: { traceparent: context } });
  expect(carryTrace({ tracestate })).toEqual({});
});
