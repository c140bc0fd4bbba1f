import { createHash } from "node:crypto";
import { z } from "zod";
import { hashOfRest } from "../../verdict/receipt.ts";
import type { ProgramTrace, Traced } from "../../verdict/coverage.ts";
import type { ProjectDisk } from "../ports.ts";

/** What one spec's examples were seen to execute, as it is kept. */
export interface KeptTrace {
  readonly loader: Traced["loader"];
  readonly seen: Traced["seen"];
  readonly load: Traced["load"];
  /** By the example's id. */
  readonly examples: ReadonlyMap<string, KeptProgram>;
}

type KeptProgram = ProgramTrace;

/** What a trace rests on. */
export interface TraceKey {
  /** The spec, what its subjects load, and every file that is no module: data, settings, lockfiles. */
  readonly near: string;
  /** All of the project but specs and suites. */
  readonly all: string;
}

/** Beside the runs: neither committed nor part of what a copy is taken from. */
export const claimsPath = ".greenbar/runs/claims.json";

/**
 * @param made - what made the trace: greenbar's version, the runner's, Node's.
 * @param loaded - what the spec's subjects load, by text.
 * @param isOwn - true for specs, suites and what greenbar keeps.
 */
export function traceKey(
  specText: string,
  made: readonly string[],
  files: readonly { readonly path: string; readonly hash: string }[],
  loaded: ReadonlySet<string>,
  isOwn: (path: string) => boolean,
): TraceKey {
  const isElsewhere = (path: string): boolean =>
    !loaded.has(path) && path.includes("/") && /\.(?:[cm]?[jt]sx?|md)$/.test(path);
  const key = (rest: string): string =>
    createHash("sha256")
      .update(JSON.stringify([specText, made, [...loaded], rest]))
      .digest("hex");
  return {
    near: key(hashOfRest(files, (path) => !loaded.has(path) && (isOwn(path) || isElsewhere(path)))),
    all: key(hashOfRest(files, (path) => !loaded.has(path) && isOwn(path))),
  };
}

export interface ClaimsCache {
  /** What is kept for the spec, when it rests on the same; else null. */
  find(spec: string, key: TraceKey): KeptTrace | null;
  keep(spec: string, key: TraceKey, trace: KeptTrace): void;
  /** Writes what is kept now, if that is not what was read. */
  save(): Promise<void>;
}

/** Reads what is kept. A file that is not of this form is as none: it is only there to save time. */
export async function openClaimsCache(disk: ProjectDisk): Promise<ClaimsCache> {
  const before = await disk.read(claimsPath);
  const specs = readKept(before);
  return {
    find(spec, key) {
      const kept = specs.get(spec);
      if (kept?.near !== key.near) return null;
      // What Vite or Vitest resolves cannot be told from the text, so any file may be part of it.
      if (kept.loader !== "node" && kept.all !== key.all) return null;
      return { ...kept, examples: new Map(Object.entries(kept.examples)) };
    },
    keep(spec, key, trace) {
      specs.set(spec, { ...key, ...trace, examples: Object.fromEntries(trace.examples) });
    },
    async save() {
      const sorted = [...specs].toSorted(([one], [other]) => (one < other ? -1 : 1));
      const after = `${JSON.stringify({ version: 1, specs: Object.fromEntries(sorted) })}\n`;
      if (after !== before) await disk.write([{ path: claimsPath, before, after }]);
    },
  };
}

const span = z.tuple([z.number(), z.number()]).readonly();
const spans = z.array(z.object({ path: z.string(), spans: z.array(span).readonly() })).readonly();
const entry = z.object({
  near: z.string(),
  all: z.string(),
  loader: z.enum(["node", "vite", "vitest"]),
  seen: spans,
  load: spans,
  examples: z.record(
    z.string(),
    z.union([
      z.object({ is: z.literal("traced"), executed: spans }),
      z.object({ is: z.literal("untraced"), why: z.string() }),
    ]),
  ),
});
const kept = z.object({ version: z.literal(1), specs: z.record(z.string(), entry) });

function readKept(text: string | null): Map<string, z.infer<typeof entry>> {
  let json: unknown;
  try {
    json = JSON.parse(text ?? "null");
  } catch {
    // Written to a half: it is made anew.
    return new Map();
  }
  const read = kept.safeParse(json);
  return new Map(read.success ? Object.entries(read.data.specs) : []);
}
