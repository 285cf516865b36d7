// Numbers and times as people read them. All instants come in as ISO 8601 or epoch milliseconds.

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** `10,377`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** `10.4K`: for axes and tiles; the full number belongs into the title. */
export function formatCompact(value: number): string {
  return Math.abs(value) < 10_000 ? whole.format(value) : compact.format(value);
}

/** `1 entry`, `214 entries`. */
export function formatPlural(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** 0–1 as `97.3 %`; never rounds up to 100 % or down to 0 %. */
export function formatRatio(ratio: number | null): string {
  if (ratio === null) return '–';
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent > 99.9) return '> 99.9 %';
  return `${percent.toFixed(percent === 100 || percent === 0 ? 0 : 1)} %`;
}

/** Per second: `0.4`, `38`, `1,204`. */
export function formatRate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.1) return '< 0.1';
  return perSecond < 10 ? String(Math.round(perSecond * 10) / 10) : whole.format(perSecond);
}

/** `0.4 ms`, `38 ms`, `1.2 s`, `4 min`, `3 h`, `2 d`. Negative durations keep their sign. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const size = Math.abs(ms);
  if (size === 0) return '0 ms';
  if (size < 1) return `${sign}${size < 0.1 ? '< 0.1' : size.toFixed(1)} ms`;
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  const seconds = size / 1000;
  if (seconds < 9.95) return `${sign}${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${sign}${Math.round(seconds)} s`;
  const minutes = seconds / 60;
  if (minutes < 59.5) return `${sign}${Math.round(minutes)} min`;
  const hours = minutes / 60;
  if (hours < 23.5) return `${sign}${hours < 9.95 ? trimZero(hours) : Math.round(hours)} h`;
  const days = hours / 24;
  return `${sign}${days < 9.95 ? trimZero(days) : Math.round(days)} d`;
}

function trimZero(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

/** `512 B`, `2.4 kB`, `8.1 MB` (powers of ten, as disks and networks count). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `just now`, `12 s ago`, `4 min ago`; future instants say `in 3 s`. */
export function formatAgo(instant: string | number, now: number): string {
  const ms = now - new Date(instant).getTime();
  if (Math.abs(ms) < 1500) return 'just now';
  // Whole seconds: tenths would flicker.
  const size =
    Math.abs(ms) < 59_500 ? `${Math.round(Math.abs(ms) / 1000)} s` : formatDuration(Math.abs(ms));
  return ms < 0 ? `in ${size}` : `${size} ago`;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const clockShort = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** `10:42:07` in the reader's time zone. */
export function formatClock(instant: string | number): string {
  return clock.format(new Date(instant));
}

/** Axis label: `10:42` within a day, `24 Nov` beyond it. */
export function formatAxisTime(instant: number, windowMs: number): string {
  return (windowMs > 86_400_000 ? day : clockShort).format(new Date(instant));
}

/** With date and zone, for titles and details. */
export function formatInstant(instant: string | number): string {
  return full.format(new Date(instant));
}

/** The text with a full stop, unless it ends in one: so that another sentence can follow it. */
export function endSentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
