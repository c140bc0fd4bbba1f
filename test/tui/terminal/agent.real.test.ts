import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createHeldAnswers } from "../../support/held-answers.ts";
import { until } from "../../support/processes.ts";
import { makeProject } from "../../support/project.ts";
import { addSpec, create, right, wrong } from "../../support/runs.ts";
import { expectFrame } from "../../support/terminal/frame.ts";
import { endRunOf, leave, mask, openAt, openModel, patience, slow, walk } from "./open.ts";

test(
  "a model's run is watched, paused, told something, raised, left, joined again, and accepted from the inbox",
  { timeout: slow },
  async () => {
    const answers = createHeldAnswers();
    const { server, env } = await openModel(answers.script);
    const asked = (count: number) =>
      until(() => server.requests.length === count, patience.ms, `the model is asked ${count} times`);
    const root = makeProject({ "specs/add.md": addSpec });
    endRunOf(root);
    const subject = () => readFileSync(join(root, "src/add.ts"), "utf8");

    const first = await openAt(root, { env });
    await first.waitFor("no tests yet", patience);
    await walk(first, [
      ["enter", "add(a, b)"],
      ["r", "a model writes the code"],
    ]);
    await expectFrame(first, "start-model", { mask });
    await walk(first, [["enter", "▶ 1 running"]]);
    await asked(1);

    // Half of an answer is on the screen while the other half is not there yet.
    const half = Promise.withResolvers<void>();
    answers.give(0, {
      text: "The sum of two numbers: I subtract, and see what the tests say.",
      calls: [create("src/add.ts", wrong)],
      before: (event) => (event === 9 ? half.promise : Promise.resolve()),
    });
    await first.waitFor(/│ The sum of two numbers: I/, patience);
    expect(first.screen()).not.toContain("see what the tests say");
    half.resolve();
    await first.waitFor("see what the tests say", patience);
    await asked(2);
    await first.waitFor("wrote src/add.ts", patience);

    await walk(first, [["p", "pauses before its next step"]]);
    answers.give(1, { text: "The tests, please.", calls: [{ tool: "run_tests", input: {} }] });
    await first.waitFor("Paused. Nothing is sent until it goes on.", patience);
    await first.waitFor("The tests, please.", patience);
    await expectFrame(first, "run-paused", { mask });
    await walk(first, [["m", "to the agent:"]]);
    first.send("Mind the sign, q included.");
    await walk(first, [
      ["enter", "the agent is told with its next step"],
      ["b", "Raise a budget by half:"],
    ]);
    await expectFrame(first, "run-budget", { mask });
    await walk(first, [["t", "turns: up to 150"]]);
    await first.waitFor(/turns \S+ \d+\/150/, patience);
    expect(server.requests).toHaveLength(2);
    await walk(first, [["p", "last sign"]]);
    await asked(3);
    expect(server.requests[2]?.raw).toContain("Mind the sign, q included.");

    // Left while it runs: it goes on, and whoever opens the screen again has it.
    await walk(first, [["q", "A run goes on."]]);
    await expectFrame(first, "leaving", { mask });
    await walk(first, [
      ["escape", "last sign"],
      ["q", "A run goes on."],
    ]);
    await leave(first, "b");
    const second = await openAt(root, { env });
    await second.waitFor("▶ running", patience);
    await walk(second, [
      ["v", "› sample › run"],
      ["k", "›▸ turn 2"],
      ["enter", "Mind the sign, q included."],
      ["f", "›▾ turn 3"],
    ]);
    answers.give(2, { text: "Rightly now.", calls: [create("src/add.ts", right)] });
    await second.waitFor("waits for your answer", patience);
    await second.waitFor("inbox 1", patience);
    await expectFrame(second, "run-model-green", { mask });
    expect(second.title()).toBe("(1) greenbar · run");

    expect(subject()).toContain("not implemented");
    await walk(second, [["i", "a change to accept"]]);
    await expectFrame(second, "inbox-accept", { mask });
    await walk(second, [["a", "Nothing waits for you."]]);
    await until(() => subject() === right, patience.ms, "the file is written");
    await until(() => second.title() === "greenbar · inbox", patience.ms, "the title counts nothing");
    await leave(second, "ctrl+c");
  },
);
