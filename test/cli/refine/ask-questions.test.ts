import { expect, test } from "vitest";
import type { Disagreement, Question, Unbound } from "../../../src/app/refine/question.ts";
import type { NextQuestion } from "../../../src/app/refine/refine.ts";
import type { World } from "../../../src/app/ports.ts";
import { askQuestions } from "../../../src/cli/refine/ask-questions.ts";
import { writableProject } from "../../app/refine/writable-project.ts";
import { createMemoryScreen } from "../../support/memory-screen.ts";

const path = "specs/f.md";
const spec =
  "---\nsubject: ../src/f.ts\n---\n# F\n\n## Works\n\n| `s` | `f(s)` |\n| --- | ------ |\n| `1` | `2`    |\n";

const disagreement = (input: string, over: Partial<Disagreement> = {}): Disagreement => ({
  is: "disagreement",
  id: `f/works f(${input})`,
  spec: path,
  line: 6,
  requirement: { id: "f/works", title: "Works" },
  call: `f(${input})`,
  inputs: { s: input },
  options: [
    { outcome: "returns", expected: "30", says: ["the code as it is"], isPresent: true },
    { outcome: "throws", expected: "TypeError", says: ["another program"], isPresent: false },
  ],
  programs: 2,
  ...over,
});

const unbound: Unbound = {
  is: "unbound",
  id: "u",
  spec: path,
  line: 6,
  requirement: { id: "f/works", title: "Works" },
  text: "It MUST be quick.",
  why: "no example stands in it",
  form: {
    requirement: "f/works",
    call: "f(s)",
    inputs: [{ name: "s", optional: false, like: "1" }],
    outcomes: ["returns", "throws"],
    expectedLike: "2",
    also: [],
    note: null,
    into: { form: "row", line: 11 },
  },
};

/** A sitting: questions in their order, each until it is answered or passed over; what is typed, line by line. */
async function sit(questions: readonly Question[], typed: readonly string[]) {
  const { files, world } = writableProject({ [path]: spec });
  const { screen, out, err } = createMemoryScreen();
  const left = [...typed];
  const prompts: string[] = [];
  let closed = 0;
  const find = async (passedOver: ReadonlySet<string>): Promise<NextQuestion> => {
    const text = files[path] ?? "";
    const isOpen = (question: Question): boolean =>
      !passedOver.has(question.id) &&
      (question.is !== "disagreement" || !text.includes(`\`${question.inputs["s"] ?? ""}\``));
    const open = questions.filter(isOpen);
    return {
      question: open[0] ?? null,
      others: Math.max(0, open.length - 1),
      settled: open.length === 0 ? [{ title: "Works", line: 6, why: "only one program fits" }] : [],
    };
  };
  const code = await askQuestions(screen, world as unknown as World, find, {
    prompt: (text) => {
      prompts.push(text);
      const next = left.shift();
      return next === undefined ? Promise.reject(new Error("nothing more was typed")) : Promise.resolve(next);
    },
    close: () => void (closed += 1),
  });
  return { code, text: files[path] ?? "", out: out.join("\n"), err: err.join("\n"), prompts, closed, left };
}

const rows = (text: string): readonly string[] =>
  text.split("\n").filter((line) => /^\| (?!---|`s`)/.test(line));

test("an option's number writes its result; nothing is left, and that is said", async () => {
  const { code, text, out, closed } = await sit([disagreement("3")], ["1"]);
  expect(rows(text)).toStrictEqual(["| `1` | `2`    |", "| `3` | `30`   |"]);
  expect(code).toBe(0);
  expect(out).toContain("line 11 of specs/f.md says so now");
  expect(out).toContain("Nothing is left to ask");
  expect(closed).toBe(1);
});

test.each([
  ["a value", "= 7", "`7`"],
  ["an error", "throws RangeError", "throws `RangeError`"],
  ["the second option", "2", "throws `TypeError`"],
])("%s that is typed is written as it is meant", async (_name, typed, cell) => {
  const { text } = await sit([disagreement("3")], [typed]);
  expect(rows(text).at(-1)).toContain(cell);
});

test("what cannot be written is said, and the same question asked again", async () => {
  const { text, err, prompts } = await sit([disagreement("3")], ["not a value }", "1"]);
  expect(err).toContain("the example was not added to specs/f.md");
  expect(prompts).toStrictEqual(["> ", "> "]);
  expect(rows(text).at(-1)).toBe("| `3` | `30`   |");
});

test("help changes nothing and asks again", async () => {
  const { out, text } = await sit([disagreement("3")], ["?", "", "q"]);
  expect(out.split("x: any result will do.").length).toBe(3);
  expect(text).toBe(spec);
});

test("later asks the next one, and is no answer: exit 1", async () => {
  const { code, out, text } = await sit([disagreement("3"), disagreement("4")], ["l", "1"]);
  expect(rows(text).at(-1)).toBe("| `4` | `30`   |");
  expect(code).toBe(1);
  expect(out).toContain("1 more question stands behind it");
});

test("undo takes the last answer back, and asks it again", async () => {
  const { code, text, out } = await sit([disagreement("3"), disagreement("4")], ["1", "u", "q"]);
  expect(text).toBe(spec);
  expect(out).toContain("taken back: f(3)");
  expect(code).toBe(1);
});

test("without an answer there is nothing to take back, and the question stands", async () => {
  const { out, text } = await sit([disagreement("3")], ["u", "1"]);
  expect(out).toContain("There is nothing to take back.");
  expect(rows(text).length).toBe(2);
});

test("any result will do: a comment, and the table as it was", async () => {
  const { text } = await sit([disagreement("3")], ["x", "q"]);
  expect(text.startsWith(spec.trimEnd())).toBe(true);
  expect(text).toContain("<!-- any: f(3) -->");
});

test("enough: what was written is counted, the rest is left", async () => {
  const { code, out, left } = await sit([disagreement("3"), disagreement("4")], ["1", "q", "never read"]);
  expect([code, left]).toStrictEqual([1, ["never read"]]);
  expect(out).toContain("1 answer written. The rest is there when you are.");
});

test("an unbound line is answered by its form, field by field", async () => {
  const { text, prompts } = await sit([unbound], ["", "5", "throws TypeError", "l"]);
  expect(prompts.slice(0, 3)).toStrictEqual(["> ", "  s (such as 1): ", "  gives (a value, or throws …): "]);
  expect(rows(text).at(-1)).toContain("throws `TypeError`");
});

test("an unbound line without a form is left to the editor", async () => {
  const { out, text } = await sit([{ ...unbound, form: null }], ["", "l"]);
  expect(out).toContain("Edit line 6 of the spec, then Enter.");
  expect(text).toBe(spec);
});

test("what is in a question reaches the terminal as visible text", async () => {
  const { prompts, out } = await sit([disagreement("3", { call: "f(\u001B[2J)" })], ["q"]);
  expect([...prompts, out].join("")).not.toContain("\u001B");
});

test("an end of the terminal ends the sitting, and it is closed", async () => {
  await expect(sit([disagreement("3")], [])).rejects.toThrow("nothing more was typed");
});
