import type { Budgets } from "../../loop/budget.ts";
import type { LiveEvent, RunEvent, WeakFound } from "../../loop/events.ts";
import type { RunState } from "../../loop/state.ts";
import type { Screen } from "../screen.ts";
import { behindBar, count, oneLine } from "./words.ts";

export interface RunPrinter {
  readonly event: (event: RunEvent, state: RunState) => void;
  readonly live: (event: LiveEvent) => void;
}

/** A run as it happens: with `--json` one event a line, else a few plain lines and one that is written over. */
export function createRunPrinter(screen: Screen): RunPrinter {
  if (screen.isJson) {
    return {
      // Times are left out: the same run prints the same lines.
      event: ({ at: _at, ...event }) => screen.out(JSON.stringify(event)),
      live: () => {},
    };
  }
  let said = "";
  return {
    event: (event, state) => printEvent(screen, event, state),
    live: (event) => {
      if (event.type === "retrying") {
        const again = `${behindBar(event.why)} Again in ${Math.ceil(event.waitMs / 1000)} s.`;
        screen.err(screen.paint("dim", `  ${again}`));
        return;
      }
      said = `${said}${event.text}`.slice(-400);
      screen.progress(`  ${oneLine(said.split("\n").findLast((line) => line.trim() !== "") ?? "", 90)}`);
    },
  };
}

function printEvent(screen: Screen, event: RunEvent, state: RunState): void {
  const dim = (text: string) => screen.out(screen.paint("dim", text));
  switch (event.type) {
    case "run-started":
      dim(
        `run ${event.run} · ${event.agent}${event.model === null ? "" : ` (${event.model})`} · sandbox: ${event.sandbox}`,
      );
      return;
    case "weak-found":
      for (const weak of event.requirements) printWeak(screen, weak);
      return;
    case "requirement-started":
      screen.out(`\n${screen.paint("bold", event.requirement)}`);
      return;
    case "person-said":
      screen.out(`  ${screen.paint("magenta", "you")}   ${oneLine(event.text, 200)}`);
      return;
    case "budgets-changed":
      dim(`  limits: ${describeBudgets(event.budgets)}`);
      return;
    case "edit-applied":
      screen.out(`  ${screen.paint("cyan", "edit")}  ${behindBar(event.path)}`);
      return;
    case "edit-denied":
      screen.out(`  ${screen.paint("yellow", "denied")}  ${behindBar(`${event.path}: ${event.reason}`)}`);
      return;
    case "feedback": {
      const { passed, failed } = event.counts;
      screen.out(`  ${screen.paint("dim", "suite")} ${pips(screen, passed, failed)}`);
      return;
    }
    case "verdict": {
      if (event.by !== "judge") return;
      const colour = event.outcome === "green" ? "green" : "red";
      screen.out(
        `  ${screen.paint("dim", "judge")} ${screen.paint(colour, event.outcome)}  ${screen.paint("dim", event.why)}`,
      );
      return;
    }
    case "turn-ended": {
      const { turns, tokens, cost } = state.spent;
      const money = cost === null ? "cost unknown" : `$${cost.toFixed(3)}`;
      screen.progress(`  turn ${turns} · ${tokens.toLocaleString("en-US")} tokens · ${money}`);
      return;
    }
    case "turn-failed":
      screen.err(`  ${screen.paint("red", "the model")}: ${behindBar(event.message)}`);
      return;
    case "fresh-context":
      dim("  no progress: once more with a fresh context");
      return;
    case "conflict-reported":
      screen.out(
        `  ${screen.paint("yellow", "conflict")}  lines ${event.lines.join(", ")}: ${behindBar(event.reason)}`,
      );
      return;
    case "applied":
      for (const path of event.files) screen.out(`${screen.paint("green", "wrote")} ${path}`);
      return;
    default:
  }
}

/** As `check` and `generate-tests` print the warning. */
function printWeak(screen: Screen, { spec, line, message, expected, example }: WeakFound): void {
  const warning = screen.paint("yellow", "warning");
  screen.err(`${warning} ${spec}:${line}  ${message}  ${screen.paint("dim", "weak")}`);
  screen.err(`  expected: ${expected}`);
  for (const text of example.split("\n").filter((one) => one !== "")) screen.err(`    ${text}`);
}

/** `50 turns, $2.00`; `none` without a limit. */
function describeBudgets({ turns, tokens, cost, minutes }: Budgets): string {
  const parts = [
    ...(turns === null ? [] : [count(turns, "turn")]),
    ...(tokens === null ? [] : [count(tokens, "token")]),
    ...(cost === null ? [] : [`$${cost.toFixed(2)}`]),
    ...(minutes === null ? [] : [count(minutes, "minute")]),
  ];
  return parts.join(", ") || "none";
}

/** One mark an example, at most sixty: a full one that passed, an empty one that did not. */
function pips(screen: Screen, passed: number, failed: number): string {
  const total = passed + failed;
  const scale = Math.min(1, 60 / Math.max(1, total));
  const green = Math.round(passed * scale);
  const red = Math.max(failed > 0 ? 1 : 0, Math.round(failed * scale));
  const marks = screen.paint("green", "●".repeat(green)) + screen.paint("red", "○".repeat(red));
  return `${marks}  ${passed} of ${total}`;
}
