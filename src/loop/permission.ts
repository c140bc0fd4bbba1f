import { foldName } from "./reach/fold-name.ts";
import { isSourceOrData, neverWritten, notBelowFolders } from "./reach/never-written.ts";

/** Where an agent may write. All paths relative to the root, forward slashes. */
export interface WriteRules {
  /** Files, or folders with all that lies below. */
  readonly allowed: readonly string[];
  /** Folders that are nobody's but the person's: specs and tests; and files that are, the helpers of specs. */
  readonly guarded: readonly string[];
  /** The subjects themselves: allowed even where they lie in a guarded folder. */
  readonly subjects: readonly string[];
  /** Files that configuration, hooks, CI or a script of package.json name: something runs them later. */
  readonly executed?: readonly string[];
}

export type Permission =
  | { readonly is: "allow" }
  | {
      readonly is: "deny";
      /** Which rule said no, in kebab case. */
      readonly rule: string;
      /** One sentence that teaches the agent. */
      readonly reason: string;
    };

export interface WritePlace {
  /** Paths of the subjects. */
  readonly subjects: readonly string[];
  /** The configuration's `write`: further files or folders. */
  readonly write: readonly string[];
  readonly specsFolder: string;
  readonly testsFolder: string;
  /** Paths of the helpers that specs name. */
  readonly helpers?: readonly string[];
}

/** A subject's folder, for a subject in the root only that file, and the configuration's `write`. */
export function writeRules(place: WritePlace): WriteRules {
  const guarded = [place.specsFolder, place.testsFolder].map(plain);
  const subjects = place.subjects.map(plain);
  const allowed = subjects.map((subject) => {
    const folder = subject.includes("/") ? subject.slice(0, subject.lastIndexOf("/")) : "";
    const isOpen = folder !== "" && !guarded.some((guard) => isAt(folder, guard) || isAt(guard, folder));
    return isOpen ? folder : subject;
  });
  return {
    allowed: [...new Set([...allowed, ...place.write.map(plain)])],
    // A helper beside the subject closes itself, not the folder.
    guarded: [...guarded, ...(place.helpers ?? []).map(plain)],
    subjects,
  };
}

/**
 * Decides one write, from text alone.
 * @param path as `readPath` gives it: relative, NFC, without `.` and `..`
 */
export function permitWrite(path: string, rules: WriteRules): Permission {
  const no = (rule: string, why: string): Permission => ({
    is: "deny",
    rule,
    reason: reason(path, rules, why),
  });
  if (path === "") return no("outside", "it is the project's root");
  const isNamed = rules.allowed.includes(path);
  const entry = isNamed ? path : rules.allowed.find((allowed) => isAt(path, allowed));
  if (entry === undefined) return no("outside", "it lies outside the folders you may write");
  const isSubject = rules.subjects.includes(path);
  // Names count as the least exact disk would read them.
  const folded = foldName(path);
  const guard = rules.guarded.find((folder) => isAt(folded, foldName(folder)));
  if (guard !== undefined && !isSubject) {
    const why =
      folded === foldName(guard)
        ? "it is the person's own, as tests are"
        : `\`${guard}\` holds specs or tests`;
    return no("specs-and-tests", why);
  }
  const parts = folded.split("/");
  if (parts.length !== path.split("/").length) {
    return no("odd-name", "it holds a character that some disks take for a `/`");
  }
  // What an entry or a spec names itself was meant, whatever it looks like.
  const below = isSubject || isNamed ? [] : parts.slice(entry === "" ? 0 : entry.split("/").length);
  for (const { id, part, why } of neverWritten) {
    if ((id === "odd-name" ? below : parts).some((each) => part.test(each))) return no(id, why);
  }
  if (below.length === 0) return { is: "allow" };
  if (rules.executed?.some((file) => foldName(file) === folded) === true) {
    return no("executed", "configuration, a hook, CI or a script of package.json runs it");
  }
  for (const { id, part, why } of notBelowFolders)
    if (below.some((each) => part.test(each))) return no(id, why);
  if (!isSourceOrData(folded)) {
    return no("not-source", "its ending is none of source or data, so something else may run it");
  }
  return { is: "allow" };
}

function reason(path: string, rules: WriteRules, why: string): string {
  const places = rules.allowed.map((entry) => `\`${entry}\``).join(", ");
  return `\`${path}\` was not written: ${why}. You may write ${places || "nothing"}.`;
}

function isAt(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function plain(path: string): string {
  return path.normalize("NFC").replace(/^(\.\/)+|\/+$/g, "");
}
