import { expect, test } from '@jest/globals';
import { parseJavaVersion } from './java-runtime.ts';

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)', 17],
  ['java version "1.8.0_392"\nJava(TM) SE Runtime Environment (build 1.8.0_392-b08)', 8],
  ['openjdk version "21-ea" 2023-09-19', 21],
  ['openjdk version "25" 2025-09-16\nOpenJDK Runtime Environment (build 25+36)', 25],
  ['something else', 0],
])('the version of %j is %i', (text, majorVersion) => {
  expect(parseJavaVersion(text).majorVersion).toBe(majorVersion);
});

test('the label can be part of a file name and tells builds apart', () => {
  const label = (build: string) => parseJavaVersion(`openjdk version "17.0.15"\n(build ${build})`).label;
  expect(label('17.0.15+6-Debian/1')).not.toBe(label('17.0.15+7'));
  expect(label('17.0.15+6')).toMatch(/^[\w.-]+$/);
});
