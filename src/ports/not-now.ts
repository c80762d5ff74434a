/** A platform asked to be left alone for so many milliseconds; what was to be done is done after that. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  readonly afterMs: number;
  constructor(reason: string, afterMs: number, options?: ErrorOptions) {
    super(reason, options);
    this.afterMs = afterMs;
  }
}
