import type { Outcome } from "../../../loop/events.ts";
import type { Shared } from "../../model.ts";
import type { Line, Tone } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import { quotedRows, wrapText } from "../../transcript/text-rows.ts";
import type { RunView } from "../../run-view.ts";
import { examplesOf, requirementOf } from "./names.ts";
import type { Situation } from "./situation.ts";

/** What is said of a run that does not simply run: what happened, who said it, and what one can do. */
interface Banner {
  readonly title: string;
  readonly tone: Tone;
  /** In our words. */
  readonly words: readonly string[];
  /** In someone else's. */
  readonly theirs: string | null;
  /** Keys and what they do here. */
  readonly keys: readonly (readonly [key: string, what: string])[];
}

/**
 * Rows that stand over the transcript, at most so many; none while the run simply runs. Where there are few, the title
 * and the keys come first, then what the other side said, then our own explanation.
 */
export function bannerLines(situation: Situation, shared: Shared, columns: number, most: number): Line[] {
  const banner = bannerOf(situation, shared);
  if (banner === null) return [];
  const { title, tone, words, theirs, keys } = banner;
  const say = (text: string, tone: Tone): Line[] =>
    wrapText(text, columns - 3).map((piece) => [span(" "), span(piece, tone)]);
  const head = say(title, tone);
  const last: Line[] = keys.length === 0 ? [] : [keysRow(keys)];
  const ours = words.map((text) => say(text, "plain"));
  const quoted = theirs === null || theirs === "" ? [] : quotedRows(theirs, columns - 1);
  const room = Math.max(0, most - head.length - last.length);
  const forTheirs = Math.min(quoted.length, Math.max(Math.min(2, room), room - ours.flat().length));
  const kept =
    quoted.length <= forTheirs
      ? quoted
      : [...quoted.slice(0, Math.max(0, forTheirs - 1)), more(quoted.length)];
  return [...head, ...kept.slice(0, forTheirs), ...wholeOnes(ours, room - forTheirs), ...last];
}

/** Sentences that fit whole, in order: half of one would say something else. */
function wholeOnes(sentences: readonly (readonly Line[])[], room: number): readonly Line[] {
  let left = room;
  return sentences.flatMap((rows) => {
    if (rows.length > left) return [];
    left -= rows.length;
    return rows;
  });
}

function more(rows: number): Line {
  return [span(`  │ … ${rows} rows in all`, "dim")];
}

function keysRow(keys: Banner["keys"]): Line {
  return [
    span(" "),
    ...keys.flatMap(([key, what], at) => [span(at === 0 ? "" : "   "), span(key, "key"), span(` ${what}`)]),
  ];
}

const goOn = ["r", "goes on"] as const;
const again = ["r", "runs again"] as const;
const editsSpec = ["e", "opens the spec there"] as const;
const inbox = ["i", "opens the inbox"] as const;

function bannerOf(situation: Situation, shared: Shared): Banner | null {
  switch (situation.is) {
    case "running":
      return null;
    case "unknown":
      return situation.isLive
        ? plain("Listening to the run…", [])
        : {
            ...plain("Nothing was heard of this run yet.", [
              "Its process may be gone; what it recorded is kept.",
            ]),
            keys: [["r", "tries to join it"]],
          };
    case "paused":
      return { ...plain("Paused. Nothing is sent until it goes on.", []), keys: [["p", "goes on"]] };
    case "waits-for-edit":
      return {
        ...plain("Your turn: the run goes on when a file changes.", []),
        keys: [
          ["y", "copies the brief"],
          ["e", "opens the subject"],
        ],
      };
    case "waits-for-answer": {
      const count = situation.view.state.proposal?.files.length ?? 0;
      const title =
        count === 0
          ? "● Green. Only the lock's record waits to be written."
          : `● Green. ${count === 1 ? "1 file waits" : `${count} files wait`} for you; nothing is written yet.`;
      return { ...plain(title, []), tone: "holds", keys: [["a", "shows what would change"]] };
    }
    case "conflict":
      return conflictBanner(situation.view, shared);
    case "compromised":
      return compromisedBanner(situation.view, shared);
    case "lost":
      return {
        ...plain("The run's process is gone.", [
          "It did not say that it ended. What it recorded is whole, and it goes on from there.",
        ]),
        tone: "warning",
        keys: [goOn],
      };
    case "stopped":
      return {
        ...plain("Stopped; nothing is decided and nothing is lost.", []),
        theirs: situation.view.ended?.error ?? situation.view.state.paused?.message ?? null,
        tone: "warning",
        keys: [goOn],
      };
    case "ended":
      return endedBanner(situation.view, situation.canGoOn);
  }
}

function plain(title: string, words: readonly string[]): Banner {
  return { title, tone: "strong", words, theirs: null, keys: [] };
}

function conflictBanner({ state, specs }: RunView, shared: Shared): Banner {
  const { conflict, requirement, why } = state;
  const spec = requirementOf(requirement, shared)?.spec ?? specs[0] ?? "the spec";
  const at = conflict === null ? spec : conflict.lines.map((line) => `${spec}:${line}`).join(", ");
  return {
    title: `? The agent reports a conflict: ${at}`,
    tone: "warning",
    theirs: conflict?.reason ?? why,
    words: [
      "Nothing was written.",
      "If it is right, change one of these lines; if not, say in the spec what is meant. Then run again.",
    ],
    keys: [editsSpec, inbox, again],
  };
}

function compromisedBanner({ state }: RunView, shared: Shared): Banner {
  const ids = state.verdict?.compromised ?? [];
  const found = examplesOf(ids, shared);
  const named = found.length === 0 ? ids : found.map(({ spec, line, title }) => `${spec}:${line}  ${title}`);
  return {
    title: "◆ Compromised: the code behaves otherwise when it is watched",
    tone: "error",
    theirs: named.join("\n"),
    words: [
      ids.length === 1
        ? "This example passes in the suite and fails in the judge, twice."
        : "These examples pass in the suite and fail in the judge, twice.",
      "Nothing was written, and the agent is not told.",
      "Its edits below show how it tells the two apart.",
    ],
    keys: [editsSpec, inbox, again],
  };
}

/** What to do after each outcome that is not told of elsewhere. */
const advice: Readonly<Record<Outcome, string>> = {
  green: "The specs hold. Next: check, then commit.",
  red: "Nothing was written. What fails stands below; a clearer sentence or another example often helps.",
  flaky:
    "Nothing was written. An example gives one result and then another: order, time or chance has a part in it.",
  compromised: "",
  ambiguous: "",
  budget: "Nothing is lost: it goes on from here with a larger budget.",
  infra: "Something outside the code broke. Once that is mended it goes on from here.",
};

function endedBanner({ state }: RunView, canGoOn: boolean): Banner {
  const outcome = state.outcome ?? "red";
  const decided =
    state.decided === "applied"
      ? "● Green, and written into the project."
      : state.decided === "declined"
        ? "● Green, and declined: nothing was written."
        : null;
  return {
    title: decided ?? titles[outcome],
    tone: outcome === "green" ? "holds" : "warning",
    theirs: outcome === "green" ? null : state.why,
    words: state.decided === "declined" ? [] : [advice[outcome]],
    keys:
      outcome === "green" && !canGoOn
        ? []
        : [canGoOn ? goOn : again, ...(outcome === "red" ? [editsSpec] : [])],
  };
}

const titles: Readonly<Record<Outcome, string>> = {
  green: "● Green.",
  red: "○ Ended red.",
  flaky: "≈ Ended flaky.",
  compromised: "◆ Compromised.",
  ambiguous: "? Ambiguous.",
  budget: "… A budget is used up.",
  infra: "! It could not go on.",
};
