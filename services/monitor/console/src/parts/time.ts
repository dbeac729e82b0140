import { html, type TemplateResult } from 'lit-html';

const pad = (value: number): string => String(value).padStart(2, '0');

const clockText = (at: number): string => {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
};

const dayText = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};

const element = (at: number, text: string): TemplateResult =>
  html`<time datetime=${new Date(at).toISOString()} title=${new Date(at).toISOString()}>${text}</time>`;

/** A span for people: the two largest units that say something. */
export function spanText(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3_600)} h`;
}

/** The time of day, to the second; the exact instant as title. `at`: milliseconds since the epoch. */
export const clock = (at: number): TemplateResult => element(at, clockText(at));

/** Day and time, to the second. */
export const moment = (at: number): TemplateResult => element(at, `${dayText(at)} ${clockText(at)}`);

/** Only the day. */
export const day = (at: number): TemplateResult => element(at, dayText(at));

/** How long ago, or how long until then; the exact instant as title. */
export function ago(at: number, now: number): TemplateResult {
  const seconds = (now - at) / 1_000;
  return element(at, seconds >= 0 ? `${spanText(seconds)} ago` : `in ${spanText(-seconds)}`);
}
