import type { RevisionTree, Revisions } from "../../app/diff/revisions.ts";
import { UserError } from "../../app/user-error.ts";
import type { GitCommand } from "../workspace/git.ts";

/** Earlier commits of the repository that `root` lies in, through plumbing commands that only read. */
export function createGitRevisions(git: GitCommand, root: string): Revisions {
  const line = async (...args: readonly string[]): Promise<string | null> => {
    const { code, stdout } = await git(root, args);
    const text = stdout.toString().trim();
    return code === 0 && text !== "" ? text : null;
  };
  const commit = (ref: string) =>
    line("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  return {
    commit,
    async branchPoint() {
      const branch = await defaultBranch(line, commit);
      const point = branch === null ? null : await line("merge-base", "HEAD", branch);
      return branch === null || point === null
        ? null
        : { commit: point, branch: branch.replace(/^refs\/(?:remotes|heads)\//, "") };
    },
    async tree(at) {
      const { code, stdout, stderr } = await git(root, ["ls-tree", "-r", "-z", at]);
      if (code !== 0) throw new UserError(2, `git cannot read the commit ${at}: ${firstLine(stderr)}`);
      return treeOf(blobsIn(stdout.toString()), (hashes) => readBlobs(git, root, hashes));
    },
  };
}

/** The branch that the remote calls its own, else the first of the usual names that there is. */
async function defaultBranch(
  line: (...args: readonly string[]) => Promise<string | null>,
  commit: (ref: string) => Promise<string | null>,
): Promise<string | null> {
  const head = await line("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
  if (head !== null) return head;
  for (const name of ["remotes/origin/main", "remotes/origin/master", "heads/main", "heads/master"]) {
    if ((await commit(`refs/${name}`)) !== null) return `refs/${name}`;
  }
  return null;
}

/** Hashes of the plain files in a listing of `ls-tree -z`, by path. */
function blobsIn(listing: string): ReadonlyMap<string, string> {
  const entries = listing.split("\0").flatMap((entry): [string, string][] => {
    const [, hash, path] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    return hash === undefined || path === undefined ? [] : [[path, hash]];
  });
  return new Map(entries);
}

/** What is asked for in one turn is read by one process: a spec at a time would be one each. */
function treeOf(
  blobs: ReadonlyMap<string, string>,
  readAll: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): RevisionTree {
  let waiting: { readonly hashes: Set<string>; readonly texts: Promise<ReadonlyMap<string, string>> } | null =
    null;
  const known = new Map<string, string>();
  return {
    paths: new Set(blobs.keys()),
    async read(path) {
      const hash = blobs.get(path);
      if (hash === undefined) return null;
      const before = known.get(hash);
      if (before !== undefined) return before;
      if (waiting === null) {
        const hashes = new Set<string>();
        const texts = new Promise<void>((done) => setImmediate(done)).then(() => {
          waiting = null;
          return readAll([...hashes]);
        });
        waiting = { hashes, texts };
      }
      waiting.hashes.add(hash);
      const text = (await waiting.texts).get(hash);
      if (text === undefined)
        throw new UserError(2, `git has no content for ${path}; a partial clone lacks it`);
      known.set(hash, text);
      return text;
    },
  };
}

/** Texts by hash, as `cat-file --batch` prints them: `hash blob size`, a newline, the content, a newline. */
async function readBlobs(
  git: GitCommand,
  root: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { code, stdout, stderr } = await git(root, ["cat-file", "--batch"], `${hashes.join("\n")}\n`);
  if (code !== 0) throw new UserError(2, `git cannot read its files: ${firstLine(stderr)}`);
  const texts = new Map<string, string>();
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf("\n", at);
    const [hash = "", type = "", size = "0"] = stdout.subarray(at, end).toString().split(" ");
    at = end + 1;
    if (type !== "blob") continue;
    const content = stdout.subarray(at, at + Number(size));
    texts.set(hash, content.toString());
    at += Number(size) + 1;
  }
  return texts;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
