import type { ChangedFiles } from "../../app/changed/changed-files.ts";
import type { GitCommand, GitRun } from "./git.ts";
import { names } from "./git.ts";

/** What changed in a repository, by git; no hook, filter or other program of the repository's is run. */
export function createGitChanges(git: GitCommand, root: string): ChangedFiles {
  return { since: (ref) => changedSince((args) => git(root, args), ref) };
}

type Run = (args: readonly string[]) => Promise<GitRun>;

async function changedSince(run: Run, ref: string | null): ReturnType<ChangedFiles["since"]> {
  const prefix = await run(["rev-parse", "--show-prefix"]);
  if (prefix.code !== 0) return { problem: firstLine(prefix, "there is no repository") };
  const base = await baseOf(run, ref);
  if ("problem" in base) return base;
  const { commit, since } = base;
  const options = [
    "-z",
    "--name-only",
    "--no-renames",
    "--no-relative",
    "--no-ext-diff",
    "--ignore-submodules=dirty",
  ];
  const [diff, others] = await Promise.all([
    // A filter is a program that the repository's configuration names.
    run([...(await withoutFilters(run)), "diff", ...options, commit, "--"]),
    run(["ls-files", "-z", "--others", "--exclude-standard", "-x", "node_modules"]),
  ]);
  const failed = [diff, others].find(({ code }) => code !== 0);
  if (failed !== undefined) return { problem: firstLine(failed, "git failed") };
  const folder = prefix.stdout.toString().trim();
  const up = "../".repeat(folder.split("/").length - 1);
  const inside = (path: string) => (path.startsWith(folder) ? path.slice(folder.length) : up + path);
  return {
    since,
    paths: [...new Set([...names(diff.stdout).map(inside), ...names(others.stdout)])].toSorted(),
    before: async (path) => {
      const { code, stdout } = await run(["cat-file", "blob", `${commit}:${folder}${path}`]);
      return code === 0 ? stdout.toString() : null;
    },
  };
}

async function baseOf(
  run: Run,
  ref: string | null,
): Promise<{ readonly commit: string; readonly since: string } | { readonly problem: string }> {
  if (ref !== null) {
    const commit = await commitOf(run, ref);
    return commit === null ? { problem: `git knows no commit ${ref}` } : { commit, since: ref };
  }
  const head = await commitOf(run, "HEAD");
  if (head === null) return { problem: "there is no commit yet" };
  for (const branch of [await remoteDefault(run), "main", "master"]) {
    if (branch === null || (await commitOf(run, branch)) === null) continue;
    const { code, stdout } = await run(["merge-base", "HEAD", branch]);
    const commit = stdout.toString().trim();
    if (code === 0) return { commit, since: commit === head ? "the last commit" : branch };
  }
  return { commit: head, since: "the last commit" };
}

/** `origin/main`, as the clone recorded it. */
async function remoteDefault(run: Run): Promise<string | null> {
  const { code, stdout } = await run(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
  return code === 0 ? stdout.toString().trim() : null;
}

async function commitOf(run: Run, ref: string): Promise<string | null> {
  const { code, stdout } = await run([
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  return code === 0 ? stdout.toString().trim() : null;
}

async function withoutFilters(run: Run): Promise<readonly string[]> {
  const { stdout } = await run(["config", "--name-only", "-z", "--get-regexp", "^filter\\."]);
  return names(stdout).flatMap((key) =>
    key.endsWith(".required") ? ["-c", `${key}=false`] : ["-c", `${key}=`],
  );
}

function firstLine({ stderr }: GitRun, otherwise: string): string {
  return stderr.trim().split("\n")[0] || otherwise;
}
