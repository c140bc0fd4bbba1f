import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Coverage, FileSpans, ProgramTrace, Span, Traced } from "../../verdict/coverage.ts";
import type { ProgramAnswer } from "../../verdict/judge.ts";
import { askChildren } from "../judge/judge-adapter.ts";
import type { JudgeSetting } from "../judge/judge-setting.ts";
import { readText } from "../judge/loader.ts";
import type { TransformedModule } from "../judge/vite-main.ts";
import type { HeardTrace } from "../judge/heard-trace.ts";
import { hearTrace } from "../judge/heard-trace.ts";
import type { Placing } from "./source-map.ts";
import { inOrder, mappedPlaces, samePlaces } from "./source-map.ts";
import { traceCommands } from "./trace-commands.ts";
import { ranSpans } from "./v8-ranges.ts";

/**
 * What each program executes, from V8's own counts in the judge's child. The child is asked as for a verdict, once and
 * in the order of the programs; its answers are not looked at.
 */
export function createCoverage(setting: JudgeSetting): Coverage {
  return {
    async trace({ workspace, ...job }, signal) {
      const nonce = randomBytes(24).toString("base64url");
      const heard = hearTrace(nonce);
      const transformed = new Map<string, TransformedModule>();
      const trace = {
        nonce,
        heard: (line: string): void => heard.take(line),
        transformed: (modules: readonly TransformedModule[]): void => {
          for (const module of modules) transformed.set(module.file, module);
        },
      };
      const [answers] = await askChildren(setting, { ...job, runs: [{ workspace, seed: 0 }], trace }, signal);
      if (answers === undefined) throw new Error("The judge's child was not asked.");
      const { root } = setting.mountsFor(workspace, job.sandbox.level);
      const places = placesIn(workspace.dir, root, heard, transformed);
      return tracedFrom(heard, places, answers);
    },
    traceCommands: (shell, job, signal) => traceCommands(setting, shell, job, signal),
  };
}

/** Where a script of the project lies: its file's path from the root, and how its places lie in that file. */
type PlaceOf = (url: string) => { readonly path: string; readonly placing: Placing } | null;

/** Names of files that are ours in the root of the copy. */
const ours = /^greenbar-[0-9a-f]{18}\./;

function placesIn(
  dir: string,
  root: string,
  { starts, sources, maps }: HeardTrace,
  transformed: ReadonlyMap<string, TransformedModule>,
): PlaceOf {
  const known = new Map<string, ReturnType<PlaceOf>>();
  const place = (url: string): ReturnType<PlaceOf> => {
    const path = pathsOf(url, root).find((each) => existsSync(join(dir, each)));
    const text = path === undefined || ours.test(path) ? null : readText(join(dir, path));
    if (path === undefined || text === null) return null;
    const file = `${root}/${path}`;
    const source = sources.get(url);
    const code = source ?? transformed.get(file)?.code;
    // What Vitest puts before a module ends with the first two braces.
    const start = source === undefined ? (starts.get(file) ?? 0) : source.indexOf("{{") + 2;
    const mapped =
      code === undefined
        ? null
        : mappedPlaces(source === undefined ? code : code.slice(start), start, maps.get(file) ?? null, text);
    return { path, placing: mapped ?? samePlaces(text.length) };
  };
  return (url) => {
    const found = known.get(url);
    if (found !== undefined) return found;
    const placed = place(url);
    known.set(url, placed);
    return placed;
  };
}

/** What the path of a script from the root may be. Of one that has no address V8 escapes the blanks, and nothing else. */
function pathsOf(url: string, root: string): readonly string[] {
  if (url.startsWith("file://")) return [fileURLToPath(url).slice(root.length + 1)];
  const [file = url] = url.split("?");
  const folder = file.startsWith(`${root}/`) ? root : root.replaceAll(" ", "%20");
  const path = file.slice(folder.length + 1);
  return [path, path.replaceAll("%20", " ")];
}

function tracedFrom(
  heard: HeardTrace,
  places: PlaceOf,
  {
    loader,
    programs,
  }: { readonly loader: Traced["loader"]; readonly programs: ReadonlyMap<number, ProgramAnswer> },
): Traced {
  const seen = new Map<string, readonly Span[]>();
  const load = new Map<string, readonly Span[]>();
  const executed = new Map<number, Map<string, readonly Span[]>>();
  for (const { key, scripts } of heard.ran) {
    const into = key === null ? load : new Map<string, readonly Span[]>();
    if (key !== null) executed.set(key, into);
    for (const { url, functions } of scripts) {
      const placed = places(url);
      if (placed === null) continue;
      const { path, placing } = placed;
      seen.set(path, placing.seen);
      const spans = placing.inFile(ranSpans(functions));
      if (spans.length > 0) into.set(path, inOrder([...(into.get(path) ?? []), ...spans]));
    }
  }
  return {
    loader,
    seen: listed(seen),
    load: listed(load),
    programs: new Map(
      [...programs].map(([key, answer]) => [key, programTrace(executed.get(key), answer)] as const),
    ),
  };
}

function programTrace(
  executed: ReadonlyMap<string, readonly Span[]> | undefined,
  answer: ProgramAnswer,
): ProgramTrace {
  if (executed !== undefined) return { is: "traced", executed: listed(executed) };
  return { is: "untraced", why: whyNot(answer) };
}

function whyNot(answer: ProgramAnswer): string {
  switch (answer.is) {
    case "answered":
      return "its process did not say what ran";
    case "unloadable":
      return `its subject could not be loaded: ${answer.message}`;
    case "timeout":
      return answer.message ?? "it did not end in time";
    case "lost":
      return answer.why;
  }
}

function listed(byPath: ReadonlyMap<string, readonly Span[]>): readonly FileSpans[] {
  return [...byPath].map(([path, spans]) => ({ path, spans })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
