/** Where an agent may write. All paths relative to the root, forward slashes. */
export interface WriteRules {
  /** Files, or folders with all that lies below. */
  readonly allowed: readonly string[];
  /** Folders that are nobody's but the person's: specs and tests. */
  readonly guarded: readonly string[];
  /** The subjects themselves: allowed even where they lie in a guarded folder. */
  readonly subjects: readonly string[];
}

export type Permission =
  | { readonly is: "allow" }
  | { readonly is: "deny"; /** one sentence that teaches the agent */ readonly reason: string };

export interface WritePlace {
  /** Paths of the subjects. */
  readonly subjects: readonly string[];
  /** The configuration's `write`: further files or folders. */
  readonly write: readonly string[];
  readonly specsFolder: string;
  readonly testsFolder: string;
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
  return { allowed: [...new Set([...allowed, ...place.write.map(plain)])], guarded, subjects };
}

/**
 * Decides one write, from text alone.
 * @param path as `readPath` gives it: relative, NFC, without `.` and `..`
 */
export function permitWrite(path: string, rules: WriteRules): Permission {
  if (path === "") return deny(path, rules, "it is the project's root");
  const entry = rules.allowed.find((allowed) => isAt(path, allowed));
  if (entry === undefined) return deny(path, rules, "it lies outside the folders you may write");
  const isSubject = rules.subjects.includes(path);
  // Names count as the least exact disk would read them: without case, compatibility forms folded.
  const folded = fold(path);
  const guard = rules.guarded.find((folder) => isAt(folded, fold(folder)));
  if (guard !== undefined && !isSubject) return deny(path, rules, `\`${guard}\` holds specs or tests`);
  const parts = folded.split("/");
  for (const part of parts) {
    for (const [pattern, why] of anywhere) if (pattern.test(part)) return deny(path, rules, why);
  }
  const below = isSubject ? [] : fold(path.slice(entry.length)).split("/");
  for (const part of below) {
    for (const [pattern, why] of belowEntry) if (pattern.test(part)) return deny(path, rules, why);
  }
  return { is: "allow" };
}

const anywhere: readonly (readonly [RegExp, string])[] = [
  [/^\./, "dotfiles are not yours to write"],
  [/[. ]$/, "a name that ends with a dot or a space is another file on some disks"],
  [/[\\:*?"<>|]/, "it holds a character that some disks read in another way"],
  [/^node_modules$/, "dependencies are not yours to write"],
  [
    /^(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|bunfig\.toml|deno\.jsonc?|deno\.lock|lerna\.json|nx\.json|turbo\.json|binding\.gyp)$/,
    "package and lock files are not yours to write",
  ],
  [
    /^([tj]sconfig(\..*)?\.json|.*\.config\.[^.]+|vitest\..*|biome\.jsonc?|makefile|dockerfile|jenkinsfile|.*\.code-workspace)$/,
    "configuration is not yours to write",
  ],
  [/^(agents|claude|gemini)(\..*)?\.md$/, "instructions for agents are not yours to write"],
  [/\.node$/, "native modules are not yours to write"],
];

const belowEntry: readonly (readonly [RegExp, string])[] = [
  [/\.(test|spec|test-d|bench)\.[^.]+$|\.snap$/, "tests are not yours to write"],
  [/^(__tests__|__mocks__|__snapshots__|tests?|specs?)$/, "tests are not yours to write"],
];

function deny(path: string, rules: WriteRules, why: string): Permission {
  const places = rules.allowed.map((entry) => `\`${entry}\``).join(", ");
  return { is: "deny", reason: `\`${path}\` was not written: ${why}. You may write ${places || "nothing"}.` };
}

function isAt(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function plain(path: string): string {
  return path.normalize("NFC").replace(/^(\.\/)+|\/+$/g, "");
}

function fold(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}
