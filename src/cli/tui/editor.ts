import { spawn } from "node:child_process";
import { basename } from "node:path";

/**
 * The person's editor on a file, at a line where it is known how it is told one.
 *
 * @param command - `$VISUAL`, else `$EDITOR`: a program with its arguments, as a shell would split it.
 * @returns what went wrong, or null.
 */
export async function openEditor(command: string, path: string, line: number): Promise<string | null> {
  const { program, args } = editorCommand(command, path, line);
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.on("error", (error) =>
      done(`${program} could not be started: ${error.message}. Set EDITOR to the editor that you use.`),
    );
    child.on("exit", (code, signal) => done(code === 0 ? null : `${program} ended with ${signal ?? code}`));
  });
}

/** The words of the command; quotes hold words together as they do in a shell. */
export function editorCommand(
  command: string,
  path: string,
  line: number,
): { readonly program: string; readonly args: readonly string[] } {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
  const [program = "vi", ...args] = words;
  const form = lineForms.find(([names]) => names.includes(basename(program)))?.[1];
  return { program, args: [...args, ...(form?.(path, line) ?? [path])] };
}

/** How editors are told a line: each one's own manual. */
const lineForms: readonly (readonly [
  names: readonly string[],
  form: (path: string, line: number) => readonly string[],
])[] = [
  [
    ["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro", "joe", "mg"],
    (path, line) => [`+${line}`, path],
  ],
  [["code", "codium", "cursor", "windsurf"], (path, line) => ["--wait", "--goto", `${path}:${line}`]],
  [["hx", "helix", "subl", "zed"], (path, line) => [`${path}:${line}`]],
];
