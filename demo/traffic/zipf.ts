/**
 * Picks an index below `count` for a random number 0 ≤ u < 1, index i with a weight of 1 / (i + 1)^exponent:
 * how visits spread over a shop's pages.
 */
export function createZipf(count: number, exponent: number): (u: number) => number {
  const cumulative = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += 1 / (index + 1) ** exponent;
    cumulative[index] = sum;
  }
  return (u) => {
    const wanted = u * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? sum) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
