import { LedgerError } from "../ledger/read-events.ts";
import { UserError } from "../app/user-error.ts";
import { TemplateError } from "../suite/template-error.ts";

/** What a person is told of an error that ended a command. */
export interface Explanation {
  readonly exitCode: number;
  readonly message: string;
  /** What to do, one line each. */
  readonly advice: readonly string[];
  /** Only for a bug of ours. */
  readonly stack: string | null;
}

/** A person's mistake, a disk that fails and a stop are told in words; a bug of ours with its stack. */
export function explain(error: unknown): Explanation {
  if (error instanceof UserError) {
    const { exitCode, message, advice } = error;
    return { exitCode, message, advice, stack: null };
  }
  if (error instanceof LedgerError) return { exitCode: 4, message: error.message, advice: [], stack: null };
  if (error instanceof TemplateError) {
    const advice = [
      `Mend .greenbar/templates/${error.template}.hbs and what it includes, or delete it to use greenbar's own.`,
    ];
    return { exitCode: 2, message: error.message, advice, stack: null };
  }
  if (!(error instanceof Error)) return bug(String(error), null);
  if (error.name === "AbortError") {
    return { exitCode: 130, message: "stopped; nothing is half-written", advice: [], stack: null };
  }
  return ofTheSystem(error) ?? bug(error.message, error.stack ?? null);
}

function bug(message: string, stack: string | null): Explanation {
  return {
    exitCode: 4,
    message: `greenbar has a bug: ${message}`,
    advice: ["Please report it with the spec that led here, and with what follows."],
    stack: stack ?? message,
  };
}

/** An error that the system gave for a file or a program: its code says what is wrong, its path where. */
function ofTheSystem(error: Error): Explanation | null {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (typeof code !== "string" || typeof syscall !== "string") return null;
  const [what, mend] = words[code] ?? [error.message, "Look at the disk and at the rights of the folder."];
  const where = typeof path === "string" ? `${path}: ` : "";
  return { exitCode: 4, message: `${where}${what} (${code}, ${syscall})`, advice: [mend], stack: null };
}

const words: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  ENOSPC: ["the disk is full", "Make room, then start the command again: nothing is half-written."],
  EDQUOT: ["the disk quota is used up", "Make room, then start the command again: nothing is half-written."],
  EACCES: ["the permission is missing", "Give yourself the right to it, or start greenbar as its owner."],
  EPERM: ["the permission is missing", "Give yourself the right to it, or start greenbar as its owner."],
  EROFS: ["the disk is read-only", "Work in a folder that can be written."],
  ENOENT: ["it is not there", "It was expected there; if something removed it meanwhile, start again."],
  EEXIST: ["something else stands there", "Move it away: greenbar needs a file or folder of that name."],
  ENOTDIR: ["a file stands where a folder is expected", "Move the file away, or name another folder."],
  EISDIR: ["a folder stands where a file is expected", "Move the folder away, or name another file."],
  EMFILE: ["too many files are open", "Raise the limit, for example `ulimit -n 4096`."],
  ENFILE: ["the system has too many files open", "Close other programs, then start again."],
  ELOOP: ["its links lead in a circle", "Mend the link."],
  ENAMETOOLONG: ["its name is too long", "Give the spec or its folder a shorter name."],
};
