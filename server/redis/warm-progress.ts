const EVERY_MS = 250;

/** Tells a job's progress a few times a second at most, whatever the pace of the work; one write at a time. */
export class JobProgress {
  private latest = 0;
  private told = 0;
  private toldAt = 0;
  private writing: Promise<void> | null = null;

  constructor(private readonly write: (done: number) => Promise<void>) {}

  tell(done: number): void {
    this.latest = done;
    if (this.writing !== null || performance.now() - this.toldAt < EVERY_MS) return;
    this.writing = this.send();
  }

  /** Writes the last count. A count that cannot be written is only a count: the job's result does not hang on it. */
  async end(): Promise<void> {
    await this.writing;
    if (this.told !== this.latest) await this.send();
  }

  private async send(): Promise<void> {
    const done = this.latest;
    this.toldAt = performance.now();
    try {
      await this.write(done);
      this.told = done;
    } catch {
      this.told = done;
    }
    this.writing = null;
  }
}
