import { execFile } from "node:child_process";

export interface GitOptions {
  /** Absolute path of git, or a name on `environment.PATH`. */
  readonly git: string;
  /** What git gets of the environment: PATH, and where the person's own settings lie. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that git may take; half a minute when left out. */
  readonly mostMs?: number;
}

export interface Git {
  /** True when `root` lies in the working tree of a repository that git can read. */
  isRepository(root: string): Promise<boolean>;
  /**
   * Files below `root` that git tracks, or neither tracks nor ignores, relative to it and in no order;
   * `node_modules` that are not tracked left out. Names of files that were deleted and of submodules may be
   * among them. Undefined where there is no repository, or no git; or the reason why git cannot tell.
   */
  files(
    root: string,
  ): Promise<{ readonly paths: readonly string[] } | { readonly problem: string } | undefined>;
  /** Those of `paths` (relative to `root`) that git ignores. Empty without a repository. */
  ignored(root: string, paths: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Runs git in `root` with these arguments, and gives what it wrote; a git that fails is told by its code. */
export type GitCommand = (root: string, args: readonly string[], input?: string) => Promise<GitRun>;

/**
 * Reads a repository, and never writes one. A repository's own configuration can name programs that git starts
 * (`core.fsmonitor`, hooks, the transport by which a partial clone fetches what it lacks): they are turned off. A
 * repository of another owner is read all the same, which is safe because nothing of it is run.
 */
export function createGitCommand({ git, environment, mostMs = 30_000 }: GitOptions): GitCommand {
  const env = safeEnvironment(environment);
  return (root, args, input) => runGit(git, [...safeOptions(root), ...args], { env, mostMs }, input);
}

/** What the copies of a project ask of its repository, by `createGitCommand`. */
export function createGit(options: GitOptions): Git {
  const run = createGitCommand(options);

  return {
    async isRepository(root) {
      const { code, stdout } = await run(root, ["rev-parse", "--is-inside-work-tree"]);
      return code === 0 && stdout.toString().trim() === "true";
    },
    async files(root) {
      const listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "-x", "node_modules"];
      const { code, stdout, stderr } = await run(root, listing);
      if (code === NO_GIT || stderr.includes("not a git repository")) return undefined;
      if (code !== 0) return { problem: stderr.trim().split("\n")[0] ?? "git failed" };
      return { paths: [...new Set(names(stdout))] };
    },
    async ignored(root, paths) {
      if (paths.length === 0) return new Set();
      const input = paths.map((path) => `${path}\0`).join("");
      // Status 1: none is ignored; 128: no repository.
      const { stdout } = await run(root, ["check-ignore", "-z", "--stdin"], input);
      return new Set(names(stdout));
    },
  };
}

function safeOptions(root: string): readonly string[] {
  const settings = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "safe.directory=*",
  ];
  return ["-C", root, "--no-optional-locks", ...settings.flatMap((setting) => ["-c", setting])];
}

/** No GIT_DIR and the like: the environment of a hook, say, must not turn us to another repository. */
function safeEnvironment(given: GitOptions["environment"]): Record<string, string> {
  const kept = ["PATH", "HOME", "XDG_CONFIG_HOME"].flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_NOSYSTEM: "1",
    // Over any `protocol.*.allow` of the repository: no transport has this name.
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}

export interface GitRun {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** As a shell says it of a program that it cannot find. */
const NO_GIT = 127;

/** A git that is not there is a git that failed, with the reason on its standard error. */
function runGit(
  git: string,
  args: readonly string[],
  { env, mostMs }: { readonly env: Readonly<Record<string, string>>; readonly mostMs: number },
  input?: string,
): Promise<GitRun> {
  const { promise, resolve } = Promise.withResolvers<GitRun>();
  // What a repository has git read may be a pipe that nobody writes to.
  const limits = { maxBuffer: 1 << 28, timeout: mostMs, killSignal: "SIGKILL" } as const;
  const options = { env: { ...env }, encoding: "buffer", ...limits } as const;
  const child = execFile(git, [...args], options, (error, stdout, stderr) => {
    if (error?.killed === true) {
      resolve({ code: 1, stdout, stderr: `it did not end within ${mostMs / 1000} s` });
      return;
    }
    const code = error === null ? 0 : typeof error.code === "number" ? error.code : NO_GIT;
    resolve({ code, stdout, stderr: stderr.length > 0 ? stderr.toString() : (error?.message ?? "") });
  });
  // What git does not read of its input it says through its exit.
  child.stdin?.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ECONNRESET") throw error;
  });
  child.stdin?.end(input ?? "");
  return promise;
}

export function names(listing: Buffer): readonly string[] {
  return listing
    .toString("utf8")
    .split("\0")
    .filter((name) => name !== "");
}
