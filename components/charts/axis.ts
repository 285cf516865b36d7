// Where the ticks of an axis go: round numbers and round times, so that they can be read without arithmetic.

const roundSteps = [1, 2, 2.5, 5, 10];

const wanted = 4;

/** Ticks from 0 to the first round number at or above `most`. `whole`: things that are counted have no halves. */
export function valueTicks(most: number, whole = false): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const round = (roundSteps.find((candidate) => candidate * magnitude >= rough) ?? 10) * magnitude;
  const step = whole ? Math.ceil(round) : round;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Multiples of `everyMs` between the two instants, on the reader's clock (midnight is midnight). */
export function timeTicks(startAt: number, endAt: number, everyMs: number): number[] {
  const offsetMs = -new Date(endAt).getTimezoneOffset() * 60_000;
  const first = Math.ceil((startAt + offsetMs) / everyMs) * everyMs - offsetMs;
  const ticks: number[] = [];
  for (let at = first; at <= endAt; at += everyMs) ticks.push(at);
  return ticks;
}
