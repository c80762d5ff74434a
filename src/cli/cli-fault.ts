/**
 * Why a command ends without having done what was asked, in words for the person at the terminal.
 * Exit code 1: something is wrong or refused. Exit code 2: the command was not given as it should be.
 */
export class CliFault extends Error {
  override readonly name = 'CliFault';
  readonly exitCode: 1 | 2;
  readonly lines: readonly string[];
  constructor(exitCode: 1 | 2, lines: readonly string[], cause?: unknown) {
    super(lines.join('\n'), { cause });
    this.exitCode = exitCode;
    this.lines = lines;
  }
}
