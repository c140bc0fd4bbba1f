import { describe, expect, test } from "vitest";
import type { TuiEvent } from "../../../../src/tui/event.ts";
import { fieldOf } from "../../../../src/tui/field.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { specsScreen } from "../../../../src/tui/screens/specs/screen.ts";
import type { SpecsState } from "../../../../src/tui/screens/specs/state.ts";
import { key, overviewOf, requirement, summary } from "../../builders.ts";
import { sharedWith, textOf } from "../../shared.ts";

const size = { columns: 80, rows: 12 };
const first = specsScreen.arrive().state;

const three = sharedWith({
  overview: overviewOf(
    summary("Badge", { isDraft: true }),
    summary("Parking", {
      examples: 3,
      haveHeld: 2,
      requirements: [requirement("Fees", "unproven"), requirement("Signs", "unbound")],
    }),
    summary("Slugify", { errors: 2 }),
  ),
});

function press(typed: string, state: SpecsState = first, shared: Shared = three) {
  return specsScreen.update(state, { type: "key", key: key(typed) }, shared, size);
}

describe("keys", () => {
  test.each([
    ["j", "specs/parking.md"],
    ["down", "specs/parking.md"],
    ["G", "specs/slugify.md"],
    ["k", "specs/badge.md"],
    ["ctrl+d", "specs/slugify.md"],
  ])("%s chooses %s", (typed, chosen) => {
    expect(press(typed).state.chosen).toBe(chosen);
  });

  test.each([
    ["enter", { to: "open", place: { at: "spec", spec: "specs/parking.md" } }],
    ["g", { to: "open", place: { at: "generate", specs: ["specs/parking.md"] } }],
    ["r", { to: "open", place: { at: "start-run", specs: ["specs/parking.md"] } }],
    ["R", { to: "open", place: { at: "start-run", specs: [] } }],
  ])("%s goes on with the chosen spec", (typed, go) => {
    expect(press(typed, { ...first, chosen: "specs/parking.md" }).go).toStrictEqual(go);
  });

  test.each([
    ["c", { do: "ask", request: { do: "check", specs: ["specs/parking.md"] } }],
    ["C", { do: "ask", request: { do: "check", specs: [] } }],
    ["e", { do: "edit", path: "specs/parking.md", line: 1 }],
  ])("%s wants it done", (typed, effect) => {
    expect(press(typed, { ...first, chosen: "specs/parking.md" }).effects).toStrictEqual([effect]);
  });

  test("while a run goes on, r leads to it: there is one at a time", () => {
    const shared = { ...three, liveRuns: new Set(["run-1"]) };
    expect(press("r", first, shared).go).toStrictEqual({ to: "open", place: { at: "run", run: "run-1" } });
  });

  test("a key without a meaning changes nothing", () => {
    expect(press("z")).toStrictEqual({ state: first, effects: [] });
  });
});

describe("typing", () => {
  test("a filter leaves the specs that have its words, and enter takes the first", () => {
    const typing: SpecsState = { ...first, typing: "filter", filter: fieldOf("park") };
    expect(press("enter", typing).state).toMatchObject({ typing: "nothing", chosen: "specs/parking.md" });
    expect(textOf(specsScreen.view(typing, three, size))).not.toContain("Badge");
  });

  test("escape forgets the filter", () => {
    const typing: SpecsState = { ...first, typing: "filter", filter: fieldOf("park") };
    expect(press("escape", typing).state).toStrictEqual(first);
  });

  test("a name makes a new spec, and the screen goes there once it is written", () => {
    const named: SpecsState = { ...first, typing: "name", name: fieldOf("vat") };
    const asked = press("enter", named);
    expect(asked.effects).toStrictEqual([{ do: "ask", request: { do: "newSpec", name: "vat" } }]);
    const written = specsScreen.update(
      asked.state,
      {
        type: "answered",
        now: 1,
        do: "newSpec",
        request: { do: "newSpec", name: "vat" },
        answer: { path: "specs/vat.md" },
      },
      three,
      size,
    );
    expect(written.go).toStrictEqual({ to: "open", place: { at: "spec", spec: "specs/vat.md" } });
    expect(written.state.typing).toBe("nothing");
  });

  test("what is wrong with a name stands below it", () => {
    const named: SpecsState = { ...first, typing: "name", name: fieldOf("parking") };
    const refused: TuiEvent = {
      type: "refused",
      request: { do: "newSpec", name: "parking" },
      message: "specs/parking.md is there already",
      advice: ["Open it and add to it, or give the new one another name."],
    };
    const { state } = specsScreen.update(named, refused, three, size);
    expect(textOf(specsScreen.view(state, three, { columns: 80, rows: 14 }))).toContain(
      "  name    parking\n  ✗ specs/parking.md is there already\n    Open it and add to it,",
    );
  });
});

describe("the frame", () => {
  test("each spec in a row: its worst status, its requirements, what is known", () => {
    const verdict = {
      outcome: "red",
      hash: "hash of Parking",
      isOld: false,
      requirements: [requirement("Fees", "holds"), requirement("Signs", "fails")],
    };
    const shared = { ...three, verdicts: new Map([["specs/parking.md", verdict]]) };
    const state = { ...first, chosen: "specs/parking.md" };
    expect(textOf(specsScreen.view(state, shared, size))).toBe(
      [
        "",
        "  █▒  ✓ 1 holds · ✗ 1 fails",
        "",
        `     ${"Badge".padEnd(60)}draft`,
        ` › ✗ ${"Parking".padEnd(52)}█▒${" ".repeat(6)}red`,
        `   ! ${"Slugify".padEnd(60)}2 errors`,
      ].join("\n"),
    );
  });

  test("a verdict on another text, or on a tree that changed, is not shown as today's", () => {
    const old = {
      outcome: "green",
      hash: "hash of Parking",
      isOld: true,
      requirements: [requirement("Fees", "holds")],
    };
    const frame = (verdict: typeof old) =>
      textOf(specsScreen.view(first, { ...three, verdicts: new Map([["specs/parking.md", verdict]]) }, size));
    expect(frame(old)).toContain("was green");
    expect(frame({ ...old, hash: "another" })).toContain("2 of 3 held");
  });

  test("an empty project offers a first spec and an example", () => {
    const shared = sharedWith({ overview: overviewOf() });
    const frame = textOf(specsScreen.view(first, shared, { columns: 100, rows: 20 }));
    expect(frame).toContain("sample has no spec yet.");
    expect(frame).toContain("n  a first spec");
    expect(press("x", first, shared).effects).toStrictEqual([{ do: "ask", request: { do: "exampleSpec" } }]);
  });

  test("what cannot be read is said, with what mends it", () => {
    const shared = sharedWith({
      overview: { is: "failed", message: "package.json is not JSON", advice: ["Mend it."] },
    });
    expect(textOf(specsScreen.view(first, shared, size))).toBe(
      "\n  ✗ package.json is not JSON\n    Mend it.",
    );
  });

  test.each([60, 80, 100, 140])(
    "of a thousand specs at %i columns a window is drawn, no row too wide",
    (columns) => {
      const specs = Array.from({ length: 1_000 }, (_, at) =>
        summary(`Spec ${at} 漢字 👩‍👩‍👧`, { spec: `specs/${at}.md` }),
      );
      const state = { ...first, chosen: "specs/700.md" };
      const lines = specsScreen.view(state, sharedWith({ overview: overviewOf(...specs) }), {
        columns,
        rows: 20,
      });
      expect(lines.length).toBeLessThanOrEqual(20);
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(columns);
      expect(textOf(lines)).toContain("›   Spec 700");
    },
  );
});

test.each(["filter", "name"] as const)(
  "what is too long to be pasted as a %s is refused with a word",
  (typing) => {
    const state: SpecsState = { ...first, typing };
    const step = specsScreen.update(state, { type: "paste", text: "x".repeat(1_000_000) }, three, size);
    expect(step.state).toStrictEqual(state);
    expect(step.say?.text).toBe("too long to paste: a field takes 10,000 characters at most");
  },
);
