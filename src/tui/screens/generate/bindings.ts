import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";
import type { GenerateState } from "./state.ts";

const planned = [
  { keys: ["enter", "g"], action: "go", help: "see every test red, then write", short: "go" },
  ...movement,
] as const satisfies readonly Binding[];

const refused = [
  { keys: ["f"], action: "force", help: "write over what was changed by hand", short: "write over it" },
  ...movement,
] as const satisfies readonly Binding[];

const back = { keys: ["enter"], action: "back", help: "back", short: "back" } as const;
const nothingToDo = [back, ...movement] as const satisfies readonly Binding[];

const running = [
  { keys: ["s"], action: "stop", help: "stop; nothing is written", short: "stop" },
  ...movement,
] as const satisfies readonly Binding[];

const done = [
  { keys: ["r"], action: "run", help: "let an agent work until it is green", short: "run" },
  { keys: ["c"], action: "check", help: "check: suite and judge", short: "check" },
  back,
  ...movement,
] as const satisfies readonly Binding[];

export type GenerateAction =
  | (typeof planned)[number]["action"]
  | (typeof refused)[number]["action"]
  | (typeof running)[number]["action"]
  | (typeof done)[number]["action"];

/** The keys of each phase. */
export function generateBindings({ phase }: GenerateState): readonly Binding<GenerateAction>[] {
  switch (phase.is) {
    case "planning":
      return movement;
    case "failed":
      return nothingToDo;
    case "planned":
      return phase.plan.refused.length > 0 ? refused : isReadable(phase.plan) ? planned : nothingToDo;
    case "running":
      return running;
    case "done":
      return done;
  }
}

/** Specs with errors have no suites. */
function isReadable({
  diagnostics,
}: {
  readonly diagnostics: readonly { readonly severity: string }[];
}): boolean {
  return diagnostics.every(({ severity }) => severity !== "error");
}
