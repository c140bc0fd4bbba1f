import process from "node:process";

/**
 * How this very command line is started once more, as a process of its own: from the sources as from `dist`.
 *
 * @param words - what stands behind `greenbar`.
 */
export function ownCommand(words: readonly string[]): {
  readonly program: string;
  readonly args: readonly string[];
} {
  const entry = process.argv[1];
  if (entry === undefined) throw new Error("this process was started without a program");
  return { program: process.execPath, args: [...process.execArgv, entry, ...words] };
}
