import type { Moment } from "../../docs/site/history.ts";
import { lockPath } from "../../app/read-project.ts";
import type { Lock } from "../../verdict/lock.ts";
import { readLock } from "../../verdict/lock.ts";
import type { Receipt } from "../../verdict/receipt.ts";
import { readReceipt } from "../../verdict/receipt.ts";

export interface LoggedCommit {
  readonly id: string;
  readonly commit: string;
  readonly date: string;
  readonly summary: string;
  /** Blobs of the files that it changed, by path; all zeros for one that went. */
  readonly files: ReadonlyMap<string, string>;
}

/** What `git log -z --raw --no-abbrev` wrote, with the format that `createGitCommits` asks for; newest first. */
export function parseLog(text: string): LoggedCommit[] {
  return text
    .split("\u0001")
    .slice(1)
    .map((part): LoggedCommit => {
      const [head = "", ...fields] = part.split("\0");
      const [id = "", date = "", summary = ""] = head.trim().split("\u0002");
      const files = new Map<string, string>();
      for (let at = 0; at < fields.length; at += 1) {
        // `:100644 100644 OLD NEW M`, then the path.
        const raw = /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]/u.exec(fields[at] ?? "");
        if (raw === null) continue;
        files.set(fields[at + 1] ?? "", raw[1] ?? "");
        at += 1;
      }
      return { id, commit: id.slice(0, 10), date, summary, files };
    });
}

/** Blobs by path, from `git ls-tree -r -z`. */
export function parseTree(text: string): ReadonlyMap<string, string> {
  const lines = text.split("\0").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [about = "", path = ""] = line.split("\t", 2);
      return [path, about.split(" ")[2] ?? ""];
    }),
  );
}

/**
 * The records as they stood at each commit. Each text is read once, however many commits hold it.
 *
 * @param start - blobs as they stand at the first of the commits.
 */
export function foldCommits(
  commits: readonly LoggedCommit[],
  start: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): Moment[] {
  const receipts = remembered((id) => receiptIn(texts.get(id)));
  const locks = remembered((id) => lockIn(texts.get(id)));
  const now = new Map(start);
  return commits.map(({ commit, date, summary, files }, index) => {
    if (index > 0) {
      for (const [path, id] of files) {
        if (/^0+$/u.test(id)) now.delete(path);
        else now.set(path, id);
      }
    }
    const found = [...now].flatMap(([path, id]) => {
      const receipt = path === lockPath ? null : receipts(id);
      return receipt === null ? [] : [[receipt.facts.spec, receipt] as const];
    });
    const lock = now.get(lockPath);
    return {
      commit,
      date,
      summary,
      receipts: new Map(found),
      lock: lock === undefined ? null : locks(lock),
    };
  });
}

/** A receipt of a later or earlier version, or a broken one, says nothing. */
function receiptIn(text: string | undefined): Receipt | null {
  if (text === undefined) return null;
  const read = readReceipt(text);
  return "receipt" in read ? read.receipt : null;
}

function lockIn(text: string | undefined): Lock | null {
  if (text === undefined) return null;
  const read = readLock(text);
  return "lock" in read ? read.lock : null;
}

function remembered<Value>(read: (id: string) => Value): (id: string) => Value {
  const known = new Map<string, Value>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const value = read(id);
    known.set(id, value);
    return value;
  };
}
