/** An error as a MongoDB client receives it: code, code name, message, labels, and further fields of the answer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: number;
  readonly codeName: string;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    code: number,
    codeName: string,
    message: string,
    labels: readonly string[] = [],
    fields: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.codeName = codeName;
    this.labels = labels;
    this.fields = fields;
  }

  /** The answer to the command that failed. */
  answer(): Record<string, unknown> {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: this.codeName,
      ...this.fields,
      ...(this.labels.length > 0 ? { errorLabels: [...this.labels] } : {}),
    };
  }

  withLabels(labels: readonly string[]): GatewayError {
    return new GatewayError(this.code, this.codeName, this.message, labels, this.fields, {
      cause: this.cause,
    });
  }
}

/** MongoDB's answer to work on a transaction that is not open. */
export function noSuchTransaction(txnNumber: bigint, why: string): GatewayError {
  return new GatewayError(
    251,
    'NoSuchTransaction',
    `Given transaction number ${txnNumber} does not match any in-progress transactions: ${why}`,
    ['TransientTransactionError'],
  );
}
