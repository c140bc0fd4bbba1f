import { describe, expect, test } from "vitest";
import type { Request } from "../../../src/app/engine/calls.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import type { FileChange } from "../../../src/app/ports.ts";
import type { TuiEvent } from "../../../src/tui/event.ts";
import { lineWidth } from "../../../src/tui/paint/width.ts";
import { loadScreens } from "../../../src/tui/root/places.ts";
import type { Root, Rooted } from "../../../src/tui/root/root.ts";
import { firstRoot, update } from "../../../src/tui/root/update.ts";
import { keysLine, titleOf, view } from "../../../src/tui/root/view.ts";
import { key, overviewOf, requirement, summary } from "../builders.ts";
import { textOf } from "../shared.ts";

await loadScreens();

const size = { columns: 80, rows: 24 };
const begun = firstRoot(size);
const specs = overviewOf(
  summary("Parking", { requirements: [requirement("Fees", "unproven", { spec: "specs/parking.md" })] }),
  summary("Slugify"),
).value;

/** The model after these events, and the effects of the last. */
function after(root: Root, ...events: readonly TuiEvent[]): Rooted {
  return events.reduce<Rooted>((now, event) => update(now.model, event), { model: root, effects: [] });
}

function press(root: Root, ...typed: readonly string[]): Rooted {
  return after(root, ...typed.map((each): TuiEvent => ({ type: "key", key: key(each) })));
}

function asks({ effects }: Rooted): readonly Request[] {
  return effects.flatMap((effect) => (effect.do === "ask" ? [effect.request] : []));
}

const overviewed: TuiEvent = {
  type: "answered",
  now: 5,
  do: "overview",
  request: { do: "overview" },
  answer: specs,
};
const read = after(begun.model, overviewed).model;
const changes: readonly FileChange[] = [{ path: "specs/parking.md", before: "a", after: "b" }];

describe("the beginning", () => {
  test("it asks for the specs and for what waits", () => {
    expect(asks(begun)).toStrictEqual([{ do: "overview" }, { do: "inbox" }]);
  });

  test("one can be sent to a screen, with a word below until the first key", () => {
    const sent = firstRoot({ ...size, first: { at: "spec", spec: "specs/parking.md" }, greeting: "Hello." });
    expect(sent.model.stack.map(({ at }) => at)).toStrictEqual(["specs", "spec"]);
    expect(asks(sent)).toContainEqual({ do: "open", spec: "specs/parking.md" });
    expect(textOf(view(sent.model)).split("\n").at(-1)).toBe(" Hello.");
    expect(press(sent.model, "z").model.said).toBeNull();
  });
});

test("a terminal that is too small is told what is needed, in as many rows as that takes", () => {
  const frame = textOf(view({ ...read, columns: 10, rows: 8 }));
  expect(frame.split("\n").map((row) => row.trimEnd())).toStrictEqual([
    "greenbar",
    "needs 60",
    "by 15;",
    "this is 10",
    "by 8.",
    "",
    "",
    "",
  ]);
});

describe("keys everywhere", () => {
  test.each([
    ["enter", ["specs", "spec"]],
    ["g", ["specs", "generate"]],
    ["i", ["specs", "inbox"]],
    ["r", ["specs", "start-run"]],
  ])("%s opens a screen over the one in front, and escape goes back", (typed, stack) => {
    const there = press(read, typed).model;
    expect(there.stack.map(({ at }) => at)).toStrictEqual(stack);
    expect(press(there, "escape").model.stack.map(({ at }) => at)).toStrictEqual(["specs"]);
  });

  test("escape on the first screen changes nothing", () => {
    expect(press(read, "escape").model.stack).toStrictEqual(read.stack);
  });

  test("? shows the keys of this screen and of every screen; any other key closes it", () => {
    const help = press(read, "?").model;
    const frame = textOf(view(help));
    expect(frame).toContain("Enter, l, →       open the spec");
    expect(frame).toContain("Keys of this screen");
    expect(frame.split("\n").at(-1)).toBe(" j down  k up  Esc close");
    expect(press(help, "x").model.overlay.is).toBe("none");
  });

  test("the page of keys says what is below it, and stands still at its ends", () => {
    const low = { ...press(read, "?").model, rows: 20 };
    const rows = (root: Root) => textOf(view(root)).split("\n").slice(2, -2);
    expect(rows(low).at(-1)).toMatch(/^ {2}… \d+ more rows$/);
    const end = press(low, ...Array.from({ length: 60 }, () => "j")).model;
    expect(rows(end).at(-1)).toContain("✓ holds");
    expect(rows(press(end, "k").model).at(-1)).toBe("  … 2 more rows");
    expect(rows(press(low, "k").model)).toStrictEqual(rows(low));
  });

  test("q leaves at once when no run goes on", () => {
    expect(press(read, "q").effects).toStrictEqual([{ do: "quit" }]);
    expect(press(read, "ctrl+c").effects).toStrictEqual([{ do: "quit" }]);
  });

  test.each([
    ["b", [{ do: "quit" }]],
    ["s", [{ do: "control-run", run: "run-1", control: { control: "stop" } }, { do: "quit" }]],
    ["escape", []],
  ])("while a run goes on it asks what becomes of it: %s", (typed, effects) => {
    const running = after(read, { type: "run-linked", run: "run-1", specs: [] }).model;
    const asked = press(running, "q");
    expect([asked.effects, asked.model.overlay.is]).toStrictEqual([[], "leaving"]);
    expect(textOf(view(asked.model)).split("\n").at(-1)).toBe(
      " A run goes on. b leave it running  s stop it, resumably  Esc stay",
    );
    expect(press(asked.model, typed).effects).toStrictEqual(effects);
  });

  test("while text is typed, letters are letters", () => {
    const typing = press(read, "/", "q", "i", "u").model;
    expect(typing.stack.at(-1)?.state).toMatchObject({ typing: "filter", filter: { text: "qiu" } });
    expect(press(typing, "ctrl+c").effects).toStrictEqual([{ do: "quit" }]);
  });
});

describe("what is asked for", () => {
  const check: Request = { do: "check", specs: ["specs/parking.md"] };

  test("is pending, is not asked twice, and is asked again when it was wanted meanwhile", () => {
    const once = press(read, "c");
    expect(asks(once)).toStrictEqual([check]);
    const twice = press(once.model, "c");
    expect(asks(twice)).toStrictEqual([]);
    expect(textOf(view(twice.model))).toContain("checking…");
    const refused = after(twice.model, { type: "refused", request: check, message: "stopped", advice: [] });
    expect(refused.model.shared.pending.map(({ request }) => request)).not.toContainEqual(check);
  });

  test("an overview that is wanted while one is on its way is asked for again when that one comes", () => {
    const wanted = after(begun.model, { type: "disk", paths: ["specs/parking.md"] });
    expect(asks(wanted)).toStrictEqual([]);
    expect(asks(after(wanted.model, overviewed))).toStrictEqual([{ do: "overview" }]);
  });

  test("after something was written the specs and the inbox are read again", () => {
    const told = after(
      read,
      { type: "answered", now: 6, do: "inbox", request: { do: "inbox" }, answer: [] },
      {
        type: "answered",
        now: 7,
        do: "newSpec",
        request: { do: "newSpec", name: "vat" },
        answer: { path: "specs/vat.md" },
      },
    );
    expect(asks(told)).toStrictEqual(
      expect.arrayContaining([{ do: "overview" }, { do: "inbox" }, { do: "open", spec: "specs/vat.md" }]),
    );
  });
});

test("u takes the newest change back, once", () => {
  const changed: Root = {
    ...read,
    undoable: [
      { what: "older", changes: [] },
      { what: "newer", changes },
    ],
  };
  const undone = press(changed, "u");
  expect(asks(undone)).toStrictEqual([{ do: "undo", changes }]);
  expect(undone.model.undoable.map(({ what }) => what)).toStrictEqual(["older"]);
  expect(press(read, "u").model.said?.text).toBe("nothing to take back");
});

test("a run that was accepted shows the files that it proposed, not what keeps the books beside them", () => {
  const said = (event: RunEvent): TuiEvent => ({
    type: "run",
    run: "r1",
    message: { is: "event", event },
    now: 1,
  });
  const budgets = { turns: null, tokens: null, cost: null, minutes: null };
  const started = {
    run: "r1",
    specs: ["specs/parking.md"],
    agent: "offline",
    model: null,
    snapshot: "s",
  } as const;
  const running = after(
    read,
    { type: "run-linked", run: "r1", specs: ["specs/parking.md"] },
    said({ type: "run-started", ...started, budgets, sandbox: "none" }),
    said({ type: "run-ended", outcome: "green", why: "All hold." }),
    said({ type: "proposal", files: [{ path: "src/parking.ts", preHash: null, postHash: "h" }] }),
  ).model;
  const written = ["src/parking.ts", ".greenbar/lock.json", ".greenbar/receipts/parking.json"].map(
    (path) => ({
      path,
      before: null,
      after: "text",
    }),
  );
  const accepted = after(press(running, "r").model, {
    type: "answered",
    now: 2,
    do: "apply",
    request: { do: "apply", run: "r1", paths: null },
    answer: { changes: written },
  }).model;
  expect(textOf(view(accepted))).toContain("accepted: 1 file written");
});

test("a file that changes makes every verdict an old one", () => {
  const verdict = { outcome: "green", requirements: [], hash: "hash of Parking", isOld: false };
  const known: Root = {
    ...read,
    shared: { ...read.shared, verdicts: new Map([["specs/parking.md", verdict]]) },
  };
  const { model } = after(known, { type: "disk", paths: ["src/parking.ts"] });
  expect(model.shared.verdicts.get("specs/parking.md")?.isOld).toBe(true);
});

test("time is shown only while something goes on: else a tick changes nothing, and nothing is painted", () => {
  const idle = after(read, {
    type: "answered",
    now: 6,
    do: "inbox",
    request: { do: "inbox" },
    answer: [],
  }).model;
  expect(update(idle, { type: "tick", now: 99 }).model).toBe(idle);
  expect(update(press(idle, "c").model, { type: "tick", now: 99 }).model.shared.now).toBe(99);
});

describe("the frame", () => {
  test("the inbox's count is on every screen and in the terminal's title", () => {
    const item = {
      id: "1",
      spec: "specs/a.md",
      title: "A change",
      at: 3,
      answers: [],
      isLater: false,
    } as const;
    const waiting = after(read, {
      type: "answered",
      now: 6,
      do: "inbox",
      request: { do: "inbox" },
      answer: [{ ...item, is: "question", line: 3, text: "Which?", quoted: [] }],
    }).model;
    expect(titleOf(waiting)).toBe("(1) greenbar · sample");
    for (const typed of ["z", "enter", "g", "i", "r"]) {
      expect(textOf(view(press(waiting, typed).model)).split("\n")[0]).toMatch(/inbox 1$/);
    }
  });

  test.each([
    [60, 15],
    [80, 24],
    [200, 60],
  ])("at %i by %i every screen has exactly its rows, each exactly as wide", (columns, rows) => {
    for (const typed of ["z", "enter", "g", "i", "r", "?", "/", "n"]) {
      const { model } = press({ ...read, columns, rows }, typed);
      const lines = view(model);
      expect(lines).toHaveLength(rows);
      expect(new Set(lines.map(lineWidth))).toStrictEqual(new Set([columns]));
    }
  });

  test("a terminal that is too small is told so, in as much of it as there is", () => {
    const lines = view({ ...read, columns: 30, rows: 5 });
    expect(textOf(lines)).toBe("greenbar needs 60 by 15;\nthis is 30 by 5.\n\n\n");
    expect(new Set(lines.map(lineWidth))).toStrictEqual(new Set([30]));
  });

  test("of the keys the first ones are kept, and always the one that shows all", () => {
    const bindings = ["open", "check", "generate"].map((short, at) => ({
      keys: ["abc".charAt(at)],
      action: short,
      help: short,
      short,
    }));
    const help = { keys: ["?"], action: "help", help: "keys", short: "keys" };
    expect(textOf([keysLine([...bindings, help], 26)])).toBe("a open  b check  ? keys");
  });
});
