import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `5 min ago`, `3 h ago` */
export function agoText(instant: Instant, now: Instant): string {
  const age = now - instant;
  return age < minute ? vscode.l10n.t('just now') : vscode.l10n.t('{0} ago', durationText(age, 1));
}

/** `1 h 5 min`, `42 s`: the largest units, `parts` of them. */
export function durationText(ms: number, parts = 2): string {
  const units = [
    { count: Math.floor(ms / day), text: vscode.l10n.t('{0} d', Math.floor(ms / day)) },
    { count: Math.floor((ms % day) / hour), text: vscode.l10n.t('{0} h', Math.floor((ms % day) / hour)) },
    {
      count: Math.floor((ms % hour) / minute),
      text: vscode.l10n.t('{0} min', Math.floor((ms % hour) / minute)),
    },
    {
      count: Math.floor((ms % minute) / second),
      text: vscode.l10n.t('{0} s', Math.floor((ms % minute) / second)),
    },
  ];
  const largest = units.findIndex(({ count }) => count > 0);
  const named = largest < 0 ? units.slice(-1) : units.slice(largest, largest + parts);
  return named
    .filter(({ count }, index) => count > 0 || index === 0)
    .map(({ text }) => text)
    .join(' ');
}

/** Date and time of day in the user's language and time zone. */
export function momentText(instant: Instant): string {
  return new Date(instant).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** A moment whose zone the service has not said: as its own clock showed it. */
export function zonelessText(instant: Instant): string {
  const time = new Date(instant).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return vscode.l10n.t('{0} (no time zone)', time);
}

/** The time of day, with the date where that is not today. */
export function clockText(instant: Instant, now: Instant): string {
  const date = new Date(instant);
  const sameDay = date.toDateString() === new Date(now).toDateString();
  return sameDay
    ? date.toLocaleTimeString(vscode.env.language, { hour: 'numeric', minute: '2-digit' })
    : date.toLocaleString(vscode.env.language, {
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
      });
}

/** The time of day to the second: `12:04:31`. */
export function clockTime(instant: Instant): string {
  return new Date(instant).toLocaleTimeString(vscode.env.language);
}
