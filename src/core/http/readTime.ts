import type { Instant } from '../model/task.ts';

export interface ReadTime {
  readonly at: Instant;
  /** The service has not said in which zone: `at` is what the clock there showed, held as if it were UTC. */
  readonly zoneless: boolean;
}

const date = /(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})/.source;
const clock = /(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?/.source;
const zone = /(?<zone>Z|UTC|GMT|CST|[+-]\d{2}(?::?\d{2})?)/.source;
const monthName = /(?<monthName>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*/.source;
const weekday = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?/.source;

/** ISO 8601 down to the minute or the day, also with a blank or slashes; `Date.toString` of Java; RFC 1123. */
const forms = [
  new RegExp(`^${date}(?:[T ]+${clock} ?${zone}?)?$`, 'i'),
  new RegExp(`^${weekday} ${monthName} +(?<day>\\d{1,2}) ${clock}(?: ${zone})? (?<year>\\d{4})$`, 'i'),
  new RegExp(`^${weekday} (?<day>\\d{1,2}) ${monthName} (?<year>\\d{4}) ${clock}(?: ${zone})?$`, 'i'),
];

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const minuteMs = 60_000;

/** The clouds are Chinese: their CST is China Standard Time, not the Central Standard Time of America. */
const chinaMinutes = 8 * 60;

/**
 * The moment a time of a service names: ISO 8601, the clock times of Java and of HTTP, or Unix time in seconds or
 * milliseconds, as a number or as digits. `undefined` for what is no time, for days that no calendar has, and for
 * the zero times `0000-00-00…`, `0001-01-01…` and the Unix epoch, which all say "not yet".
 */
export function readTime(value: unknown): ReadTime | undefined {
  if (typeof value === 'number') {
    return unixTime(value);
  }
  if (typeof value !== 'string' || value.length > 64) {
    return undefined;
  }
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) {
    return unixTime(Number(text));
  }
  for (const form of forms) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) {
      return calendarTime(parts);
    }
  }
  return undefined;
}

/** Between 1973 and 5138 in seconds, until 2286 in milliseconds. Smaller numbers are no times, `20190820165000` neither. */
function unixTime(number: number): ReadTime | undefined {
  if (number >= 1e8 && number < 1e11) {
    return { at: Math.round(number * 1000), zoneless: false };
  }
  return number >= 1e11 && number < 1e13 ? { at: Math.floor(number), zoneless: false } : undefined;
}

function calendarTime(parts: Readonly<Record<string, string | undefined>>): ReadTime | undefined {
  const number = (name: string): number => Number(parts[name] ?? 0);
  const month =
    parts.monthName === undefined ? number('month') - 1 : months.indexOf(parts.monthName.toLowerCase());
  const [year, day, hour, minute, second] = ['year', 'day', 'hour', 'minute', 'second'].map(number);
  const ms = Math.floor(Number(`0.${parts.fraction ?? '0'}`) * 1000);
  const utc = Date.UTC(year ?? 0, month, day, hour, minute, second, ms);
  // What no calendar or clock has runs over into the next day or hour.
  const shown = new Date(utc);
  const exists =
    shown.getUTCFullYear() === year &&
    shown.getUTCMonth() === month &&
    shown.getUTCDate() === day &&
    shown.getUTCHours() === hour &&
    shown.getUTCMinutes() === minute;
  const at = utc - offsetMinutes(parts.zone) * minuteMs;
  return exists && at > 0 ? { at, zoneless: parts.zone === undefined } : undefined;
}

function offsetMinutes(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '') ?? [];
  if (sign === undefined) {
    return zone?.toUpperCase() === 'CST' ? chinaMinutes : 0;
  }
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}
