import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

/** A program that may stand for another: its text, and what it gives for an input, as text. */
export interface Program {
  readonly text: string;
  /** `"gave …"`, `"threw TypeError"`, or `"none"` when it does not end in time. */
  readonly answer: (name: string, args: readonly unknown[]) => string;
}

/** The right program of a spec, and the published small changes of it, in their order. */
export function readPublished(name: string): {
  readonly right: Program;
  readonly mutants: readonly Program[];
} {
  const text = readFileSync(join(import.meta.dirname, "programs", `${name}.ts`), "utf8");
  const list = JSON.parse(
    readFileSync(join(import.meta.dirname, "mutants", `${name}.json`), "utf8"),
  ) as Published;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  if (hash !== list.program) throw new Error(`the mutants of ${name} were made of another program`);
  return {
    right: programOf(text),
    mutants: list.mutants.map(({ start, end, replacement }) =>
      programOf(text.slice(0, start) + replacement + text.slice(end)),
    ),
  };
}

interface Published {
  readonly program: string;
  readonly mutants: readonly { readonly start: number; readonly end: number; readonly replacement: string }[];
}

/** Milliseconds. A right program needs a thousandth of it; a loop that does not end is known by it, also on a busy machine. */
const mostMs = 1000;

/** To load a program that declares functions only takes no time; a machine that is busy must not make it a wrong one. */
const mostLoadMs = 5000;

/** Runs in a realm of its own, which can be ended: a small change easily makes a loop that does not. */
export function programOf(text: string): Program {
  const context = createContext({});
  let problem: string | null = null;
  try {
    const script = stripTypeScriptTypes(text).replaceAll(/^export (?=function|const|class)/gm, "");
    runInContext(script, context, { timeout: mostLoadMs });
  } catch (error) {
    problem = `threw ${(error as Error).name}`;
  }
  return {
    text,
    answer(name, args) {
      if (problem !== null) return problem;
      const call = `(() => { try { return "gave " + JSON.stringify([${name}(...${JSON.stringify(args)})]); } catch (error) { return "threw " + error.name; } })()`;
      try {
        return String(runInContext(call, context, { timeout: mostMs }));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "none";
        throw error;
      }
    },
  };
}
