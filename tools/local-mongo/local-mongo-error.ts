/**
 * Why no local MongoDB could be had: `no-engine` (nothing on this machine can serve), `install-failed`,
 * `start-failed`, `data-in-use` (another process serves the same data folder), `data-of-other-version`.
 */
export type LocalMongoFault =
  | 'no-engine'
  | 'install-failed'
  | 'start-failed'
  | 'data-in-use'
  | 'data-of-other-version';

export class LocalMongoError extends Error {
  override readonly name = 'LocalMongoError';
  readonly code: LocalMongoFault;

  constructor(code: LocalMongoFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
