/** The exit codes that are not about how a spec stands. */
export type ExitCode = 2 | 3 | 4;

/**
 * Something that the person at the keyboard can mend. It is printed without a stack, and the command ends with
 * `exitCode`: 2 it could not be read, 3 refused by policy, 4 something else broke (disk, network, a runner).
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly exitCode: ExitCode;
  /** What to do, one line each. */
  readonly advice: readonly string[];

  /**
   * @param message - what is wrong and where.
   * @param options - `advice`: what was expected and what to do; `cause`: the error behind it.
   */
  constructor(
    exitCode: ExitCode,
    message: string,
    options: { advice?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.exitCode = exitCode;
    this.advice = options.advice ?? [];
  }
}
