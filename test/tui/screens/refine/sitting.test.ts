import { expect, test } from "vitest";
import type { Request } from "../../../../src/app/engine/calls.ts";
import type { FileChange } from "../../../../src/app/ports.ts";
import type { TuiEvent } from "../../../../src/tui/event.ts";
import { loadScreens } from "../../../../src/tui/root/places.ts";
import type { Root, Rooted } from "../../../../src/tui/root/root.ts";
import { firstRoot, update } from "../../../../src/tui/root/update.ts";
import { view } from "../../../../src/tui/root/view.ts";
import { key, overviewOf, summary } from "../../builders.ts";
import { requirement, sharedFor } from "../add-example/form.ts";
import { textOf } from "../../shared.ts";
import { disagreement, form, refine, spec, unbound } from "./questions.ts";

await loadScreens();

const changes: readonly FileChange[] = [{ path: spec, before: "a", after: "b" }];

function after(root: Root, ...events: readonly TuiEvent[]): Rooted {
  return events.reduce<Rooted>((now, event) => update(now.model, event), { model: root, effects: [] });
}

function press(root: Root, ...typed: readonly string[]): Rooted {
  return after(root, ...typed.map((each): TuiEvent => ({ type: "key", key: key(each) })));
}

function asks({ effects }: Rooted): readonly Request[] {
  return effects.flatMap((effect) => (effect.do === "ask" ? [effect.request] : []));
}

const specs: TuiEvent = {
  type: "answered",
  now: 1,
  do: "overview",
  request: { do: "overview" },
  answer: overviewOf(summary("Slugify")).value,
};
const begun = firstRoot({ columns: 80, rows: 24 }).model;
const inbox: TuiEvent = { type: "answered", now: 1, do: "inbox", request: { do: "inbox" }, answer: [] };
const { opened } = sharedFor(form);
const listed = after({ ...begun, shared: { ...begun.shared, opened } }, specs, inbox).model;

const found: TuiEvent = {
  type: "answered",
  now: 2,
  do: "refine",
  request: refine(),
  answer: { question: disagreement, others: 0, settled: [] },
};

test.each([
  ["the list", ["f"], ["specs", "refine"]],
  ["a spec", ["enter", "f"], ["specs", "spec", "refine"]],
])("f opens it from %s, and asks for a question", (_from, keys, stack) => {
  const there = press(listed, ...keys);
  expect(there.model.stack.map(({ at }) => at)).toStrictEqual(stack);
  expect(asks(there)).toStrictEqual([refine()]);
});

test("it cancels when it is left, and takes nothing of the old search when it is opened again", () => {
  const left = press(listed, "f", "escape");
  expect(left.effects).toStrictEqual([{ do: "cancel", request: refine() }]);
  expect(left.model.stack.map(({ at }) => at)).toStrictEqual(["specs"]);
  const again = press(left.model, "f");
  expect(asks(again)).toStrictEqual([]);
  const refused: TuiEvent = { type: "refused", request: refine(), message: "ended", advice: [] };
  expect(asks(after(again.model, refused))).toStrictEqual([refine()]);
});

test("an answer is written, u takes it back, and the question comes again", () => {
  const asked = after(press(listed, "f").model, found);
  expect(textOf(view(asked.model))).toContain('› 1  │ "a-b"');
  const answering = press(asked.model, "1");
  const [request] = asks(answering);
  expect(request).toMatchObject({ do: "decideQuestion", decided: { expected: '"a-b"' } });
  if (request?.do !== "decideQuestion") throw new Error("nothing was asked");
  const written = after(answering.model, {
    type: "answered",
    now: 3,
    do: "decideQuestion",
    request,
    answer: { changes, line: 15 },
  });
  expect(asks(written)).toStrictEqual([refine(), { do: "overview" }, { do: "inbox" }]);
  const next = after(written.model, { ...found, answer: { question: null, others: 0, settled: [] } });
  const undoing = press(next.model, "u");
  expect(asks(undoing)).toStrictEqual([{ do: "undo", changes }]);
  const undone = after(undoing.model, {
    type: "answered",
    now: 4,
    do: "undo",
    request: { do: "undo", changes },
    answer: {},
  });
  expect(asks(undone)).toContainEqual(refine());
  expect(textOf(view(after(undone.model, found).model))).toContain('› 1  │ "a-b"');
});

test("an example that is added in the form leads back, and to the next question", () => {
  const own = { ...unbound, requirement: { id: requirement, title: "Joins words with hyphens" } };
  const asked = after(press(listed, "f").model, {
    ...found,
    answer: { question: own, others: 0, settled: [] },
  });
  const filling = press(asked.model, "enter");
  expect(filling.model.stack.map(({ at }) => at)).toStrictEqual(["specs", "refine", "add-example"]);
  expect(press(filling.model, "escape").model.stack).toStrictEqual(asked.model.stack);
  const writing = press(filling.model, "a", "tab", "tab", "b", "ctrl+s");
  const [request] = asks(writing);
  if (request?.do !== "addExample") throw new Error("nothing was written");
  const added = after(writing.model, {
    type: "answered",
    now: 3,
    do: "addExample",
    request,
    answer: { changes, line: 23 },
  });
  expect(added.model.stack.map(({ at }) => at)).toStrictEqual(["specs", "refine"]);
  expect(asks(added)).toContainEqual(refine());
  expect(textOf(view(added.model))).toContain("Looking for the next question…");
});
