import type { Session as InspectorSession } from "node:inspector";
import { createSay } from "./answering.ts";
import type { Say } from "./answering.ts";

/** Asked for by a job that wants to know what each of its programs executes. A job for a verdict has none. */
export interface TraceOrder {
  /** What the lines of the trace begin with. */
  readonly nonce: string;
  /** Absolute folder of the project, as this process sees it: nothing outside it is told of. */
  readonly root: string;
}

/** Lines of a trace. Offsets are those of the script as it was compiled. */
export type TraceSays =
  /** What ran since the line before it, `key` null for what loading the modules ran. */
  | { readonly at: "ran"; readonly key: number | null; readonly scripts: readonly RanScript[] }
  /** The project's own code begins at `start` of what was compiled for this file. */
  | { readonly at: "wrapped"; readonly file: string; readonly start: number }
  /** A script as it was compiled, where nobody else knows that. */
  | { readonly at: "source"; readonly url: string; readonly text: string }
  /** The source map of a script that does not hold it itself, where nobody else knows that. */
  | { readonly at: "map"; readonly file: string; readonly map: ScriptMap };

/** A source map's part that says where things come from. */
export interface ScriptMap {
  readonly mappings: string;
  readonly sources: readonly string[];
}

export interface RanScript {
  readonly url: string;
  /** Each function with its ranges, the whole one first, as V8 counts them. */
  readonly functions: readonly (readonly RanRange[])[];
}

export type RanRange = readonly [from: number, to: number, count: number];

export interface Tracing {
  /** As the given one; after each program, and when everything is loaded, it also says what ran. */
  readonly say: Say;
  /** For modules that Vite has transformed: compiles each under the name of its file. */
  readonly evaluator: Evaluator;
}

/** The part of an evaluator of `vite/module-runner` that is used. */
export interface Evaluator {
  readonly startOffset: number;
  runInlinedModule(
    context: object,
    code: string,
    module: { readonly file: string; readonly id: string },
  ): Promise<unknown>;
  runExternalModule(file: string): Promise<unknown>;
}

/**
 * Starts to count what runs in this process, by V8's own profiler. Counting makes no verdict: it is only ever asked
 * for by a job of its own.
 *
 * @param to - where the lines of the trace go, as for the answers.
 * @param tellsSources - at the end, say the scripts as they were compiled.
 */
export function startTracing(
  { nonce, root }: TraceOrder,
  say: Say,
  to: number | string,
  tellsSources: boolean,
): Tracing {
  const trace = createSay(nonce, to);
  const tell = (line: TraceSays): void => trace(JSON.stringify(line));
  const post = connect();
  const known = new Map<string, string>();
  post("Profiler.enable");
  post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const take = (key: number | null): void => {
    const { result } = post("Profiler.takePreciseCoverage") as { readonly result: readonly V8Script[] };
    const scripts = result.filter(({ url }) => isOfProject(url, root));
    for (const { url, scriptId } of scripts) known.set(scriptId, url);
    tell({
      at: "ran",
      key,
      scripts: scripts.map(({ url, functions }) => ({
        url,
        functions: functions.map(({ ranges }) =>
          ranges.map(({ startOffset, endOffset, count }) => [startOffset, endOffset, count] as const),
        ),
      })),
    });
  };
  const moments: Readonly<Record<string, (key: number) => void>> = {
    loaded: () => take(null),
    end: take,
    done: () => {
      if (!tellsSources) return;
      post("Debugger.enable");
      for (const [scriptId, url] of known) {
        const { scriptSource } = post("Debugger.getScriptSource", { scriptId }) as { scriptSource: string };
        tell({ at: "source", url, text: scriptSource });
      }
    },
  };
  return {
    say: (json) => {
      const [, at = "", key] = /^\{"at":"(\w+)"(?:,"key":(\d+))?/.exec(json) ?? [];
      // Before the line itself: after the last one nobody listens.
      if (Object.hasOwn(moments, at)) moments[at]?.(Number(key));
      say(json);
    },
    evaluator: {
      startOffset: 0,
      async runInlinedModule(context, code, { file, id }) {
        const head = `"use strict";(async (${Object.keys(context).join(",")}) => {`;
        tell({ at: "wrapped", file, start: head.length });
        const { Script } = process.getBuiltinModule("node:vm");
        const compiled = new Script(`${head}${code}\n})`, { filename: file === "" ? id : file });
        const run = compiled.runInThisContext() as (...given: readonly unknown[]) => Promise<unknown>;
        await run(...Object.values(context));
        const [exports] = Object.entries(context).flatMap(([name, value]) =>
          name.endsWith("_exports__") ? [value as object] : [],
        );
        if (exports !== undefined) Object.seal(exports);
      },
      runExternalModule: (file) => import(file),
    },
  };
}

interface V8Script {
  readonly scriptId: string;
  readonly url: string;
  readonly functions: readonly {
    readonly ranges: readonly {
      readonly startOffset: number;
      readonly endOffset: number;
      readonly count: number;
    }[];
  }[];
}

/** In a session with its own thread an answer is there when `post` returns. */
function connect(): (method: string, params?: object) => unknown {
  const { Session } = process.getBuiltinModule("node:inspector");
  const session: InspectorSession = new Session();
  session.connect();
  return (method, params) => {
    let answer: unknown;
    session.post(method, params ?? {}, (error, result) => {
      if (error !== null) throw new Error(`V8 does not answer ${method}: ${error.message}`);
      answer = result;
    });
    return answer;
  };
}

function isOfProject(url: string, root: string): boolean {
  // Node gives addresses. Vite and Vitest give plain paths, of which V8 escapes the blanks and nothing else.
  const { fileURLToPath } = process.getBuiltinModule("node:url");
  const path = url.startsWith("file://") ? fileURLToPath(url) : url;
  const isBelow = [root, root.replaceAll(" ", "%20")].some((folder) => path.startsWith(`${folder}/`));
  return isBelow && !path.includes("/node_modules/");
}
