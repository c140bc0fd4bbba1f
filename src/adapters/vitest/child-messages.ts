import { readdirSync } from "node:fs";
import { basename } from "node:path";

/** What a person can use of an error: its name, message and place, and those of its causes; never its stack. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { id, loc } = error as { id?: unknown; loc?: { file?: unknown } };
  const file = loc?.file ?? id;
  const place = typeof file === "string" && !error.message.includes(file) ? ` (${file})` : "";
  const cause =
    error.cause instanceof Error && error.cause.message !== error.message
      ? `: ${messageOf(error.cause)}`
      : "";
  return `${error.name}: ${error.message}${place}${cause}`;
}

/** The same of an error that a configuration threw, with the name of its file. */
export function configMessage(error: unknown, root: string): string {
  const message = messageOf(error);
  // Vite runs a bundled copy of the file, whose name begins with that of the original.
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const configs = configFiles(root);
  const named = configs.find((name) => stack.includes(name)) ?? configs[0];
  if (named === undefined || message.includes(named)) return message;
  return `${basename(named)} cannot be used: ${message}`;
}

/** Names of the files in a folder that configure Vitest, the one that it takes first of several first. */
export function configFiles(root: string): readonly string[] {
  const rank = (name: string): number =>
    ["vitest.config.", "vite.config.", ""].findIndex((each) => name.startsWith(each));
  return readdirSync(root)
    .filter((name) => /^(?:vite|vitest)\.[\w.]+$/u.test(name))
    .toSorted((a, b) => rank(a) - rank(b));
}
