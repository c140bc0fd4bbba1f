import { posix } from "node:path";
import type { Plan, Requirement } from "../../plan/plan.ts";
import type { ProjectDisk } from "../ports.ts";
import { UserError } from "../user-error.ts";

/** What `why` is asked about. */
export type Target =
  | { readonly is: "file"; readonly path: string; readonly text: string; readonly line: number | null }
  | { readonly is: "requirement"; readonly plan: Plan; readonly requirement: Requirement };

/**
 * Reads what was typed: a file of the project, with or without `:LINE`, or a requirement by its id, its title, or a
 * part of one of them that no other has.
 *
 * @throws UserError for what leads to nothing, to more than one thing, or beyond the end of a file.
 */
export async function chooseTarget(
  disk: Pick<ProjectDisk, "read" | "kindOf" | "root">,
  plans: readonly Plan[],
  asked: string,
): Promise<Target> {
  const [, typed = asked, number] = /^(.+?)(?::(\d+))?(?::\d+)?$/.exec(asked) ?? [];
  const path = fromRoot(disk.root, typed);
  if (path !== null && (await disk.kindOf(path)) === "file") {
    return fileTarget(path, (await disk.read(path)) ?? "", number === undefined ? null : Number(number));
  }
  const all = plans.flatMap((plan) => plan.requirements.map((requirement) => ({ plan, requirement })));
  const [found, ...others] = matching(all, asked);
  if (found !== undefined && others.length === 0) return { is: "requirement", ...found };
  if (found !== undefined) {
    const ids = [found, ...others].map(({ requirement }) => requirement.id);
    throw new UserError(2, `${asked} may mean ${ids.length} requirements`, {
      advice: [...ids.slice(0, 8), ...(ids.length > 8 ? ["…"] : []), "Say more of the one that is meant."],
    });
  }
  throw new UserError(2, `${asked} is no file of the project and no requirement`, {
    advice: [
      "A file, with a line or without: greenbar why src/slugify.ts:12.",
      "A requirement: greenbar why slugify/joins-words-with-hyphens; `greenbar check --json` prints the ids.",
    ],
  });
}

/** Relative to the root, or null for a path outside it. */
function fromRoot(root: string, typed: string): string | null {
  const path = posix.isAbsolute(typed) ? posix.relative(root, typed) : posix.normalize(typed);
  return path === ".." || path.startsWith("../") || posix.isAbsolute(path) ? null : path;
}

function fileTarget(path: string, text: string, line: number | null): Target {
  const lines = text.replace(/\n$/, "").split("\n").length;
  if (line === null || (line >= 1 && line <= lines)) return { is: "file", path, text, line };
  throw new UserError(2, `${path} has no line ${line}`, {
    advice: [`Its last one is ${lines}: greenbar why ${path}:${lines}.`],
  });
}

/** Whole ids come before whole titles, and both before parts. */
function matching<Named extends { readonly requirement: Requirement }>(
  all: readonly Named[],
  asked: string,
): readonly Named[] {
  const wanted = asked.toLowerCase();
  const ways: readonly ((requirement: Requirement) => boolean)[] = [
    ({ id }) => id === asked,
    ({ id, title }) => id.toLowerCase() === wanted || title.toLowerCase() === wanted,
    ({ id, title }) => id.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted),
  ];
  for (const is of ways) {
    const found = all.filter(({ requirement }) => is(requirement));
    if (found.length > 0) return found;
  }
  return [];
}
