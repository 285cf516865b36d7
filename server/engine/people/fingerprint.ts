/**
 * Tells sets of keys apart, in whatever order the keys come: `<count>-<16 hex digits>`. Two 32-bit hashes per key
 * are summed, so nothing is sorted or kept. Against accidents, not against forgery.
 */
export class SetFingerprint {
  private count = 0;
  private low = 0;
  private high = 0;

  add(key: string): void {
    this.count += 1;
    this.low = (this.low + mix(key, 0x811c9dc5)) >>> 0;
    this.high = (this.high + mix(key, 0x9e3779b9)) >>> 0;
  }

  toString(): string {
    return `${this.count}-${hex(this.high)}${hex(this.low)}`;
  }
}

/** FNV-1a over UTF-16 units, then an avalanche so that sums of similar keys do not cancel out. */
function mix(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');
