/**
 * Time zero of a recording: the earliest start it has heard of, the run's own or a stream's. Threads of one machine share
 * its monotonic clock; BigInt, because ns since boot may pass 2^53.
 */
export class Clock {
  private zero: bigint | undefined;

  /** When the recording began, as it was told; undefined before anything was. */
  get start(): string | undefined {
    return this.zero?.toString();
  }

  /**
   * Something began at `monotonic`.
   * @returns ns to add to all times given out so far: not 0 only if nothing known began so early
   */
  begin(monotonic: string | undefined): number {
    const at = parse(monotonic);
    if (at === undefined) return 0;
    const by = this.zero === undefined || at >= this.zero ? 0 : Number(this.zero - at);
    if (this.zero === undefined || by > 0) this.zero = at;
    return by;
  }

  /** @returns ns from time zero to `monotonic`; 0 if that is no time */
  offset(monotonic: string): number {
    const at = parse(monotonic);
    return at === undefined || this.zero === undefined ? 0 : Number(at - this.zero);
  }
}

/** A recording is not to be trusted: what is no time of at most 20 digits is passed over. */
function parse(monotonic: string | undefined): bigint | undefined {
  return typeof monotonic === 'string' && /^\d{1,20}$/.test(monotonic) ? BigInt(monotonic) : undefined;
}
