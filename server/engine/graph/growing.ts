/** A typed array that doubles when it is full. */
export class Growing<A extends Uint8Array | Uint32Array> {
  length = 0;
  private held: A;

  constructor(private readonly Kind: new (length: number) => A) {
    this.held = new Kind(1_024);
  }

  push(value: number): void {
    if (this.length === this.held.length) {
      const larger = new this.Kind(this.held.length * 2);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.length++] = value;
  }

  /** A place that was pushed before. */
  set(at: number, value: number): void {
    this.held[at] = value;
  }

  taken(): A {
    return this.held.slice(0, this.length) as A;
  }
}
