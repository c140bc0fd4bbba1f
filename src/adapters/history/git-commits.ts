import type { Commits } from "../../app/publish/ports.ts";
import { lockPath } from "../../app/read-project.ts";
import { receiptsFolder } from "../../verdict/receipt.ts";
import type { GitCommand } from "../workspace/git.ts";
import { foldCommits, parseLog, parseTree } from "./git-output.ts";

/** The records of the project at `root` over the commits that its branch is made of. git reads, and never writes. */
export function createGitCommits(git: GitCommand, root: string): Commits {
  const records = [lockPath, receiptsFolder];
  return {
    async moments(most) {
      // Along the first parents, a merge is what it brought to the branch.
      const log = await git(root, [
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--first-parent",
        "--diff-merges=first-parent",
        `--max-count=${most}`,
        "--format=%x01%H%x02%as%x02%s",
        "--end-of-options",
        "HEAD",
        "--",
        ...records,
      ]);
      if (log.code !== 0) return isUnborn(log.stderr) ? [] : { problem: firstLine(log.stderr) };
      const commits = parseLog(log.stdout.toString("utf8")).toReversed();
      const [first] = commits;
      if (first === undefined) return [];
      const tree = await git(root, ["ls-tree", "-r", "-z", first.id, "--", ...records]);
      if (tree.code !== 0) return { problem: firstLine(tree.stderr) };
      const start = parseTree(tree.stdout.toString("utf8"));
      const ids = new Set([...start.values(), ...commits.flatMap(({ files }) => [...files.values()])]);
      const blobs = await readBlobs(
        git,
        root,
        [...ids].filter((id) => !/^0+$/u.test(id)),
      );
      return "problem" in blobs ? blobs : foldCommits(commits, start, blobs);
    },
  };
}

/** A repository without a commit yet. */
function isUnborn(message: string): boolean {
  return /ambiguous argument 'HEAD'|bad revision 'HEAD'|does not have any commits/u.test(message);
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "git failed";
}

/** Texts by the names of their blobs; what is missing, in a partial clone say, is left out. */
async function readBlobs(
  git: GitCommand,
  root: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string> | { readonly problem: string }> {
  const { code, stdout, stderr } = await git(
    root,
    ["cat-file", "--batch"],
    ids.map((id) => `${id}\n`).join(""),
  );
  if (code !== 0) return { problem: firstLine(stderr) };
  const texts = new Map<string, string>();
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf("\n", at);
    if (end < 0) break;
    const [id = "", kind, size] = stdout.toString("utf8", at, end).split(" ");
    const length = kind === "missing" ? -1 : Number(size);
    if (length >= 0) texts.set(id, stdout.toString("utf8", end + 1, end + 1 + length));
    at = end + 1 + (length < 0 ? 0 : length + 1);
  }
  return texts;
}
