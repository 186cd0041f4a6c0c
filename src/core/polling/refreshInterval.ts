const defaultSeconds = 15;
const leastSeconds = 5;
const mostSeconds = 86_400;

/**
 * `cloudTasks.refreshInterval` (seconds) in milliseconds, 0 where it is switched off. A setting is what somebody has
 * typed: what is no number counts as not set, and the rest is brought to between 5 seconds and a day.
 */
export function refreshIntervalMs(setting: unknown): number {
  const seconds = typeof setting === 'number' && !Number.isNaN(setting) ? setting : defaultSeconds;
  return seconds > 0 ? Math.min(mostSeconds, Math.max(leastSeconds, seconds)) * 1000 : 0;
}
