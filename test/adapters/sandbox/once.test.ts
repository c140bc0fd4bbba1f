import { expect, test } from "vitest";
import { once } from "../../../src/adapters/sandbox/once.ts";

const counting = (answers: readonly (() => Promise<string>)[]) => {
  let calls = 0;
  return once(() => answers[calls++]?.() ?? Promise.resolve("too many calls"));
};

test("later calls get the first answer", async () => {
  const ask = counting([() => Promise.resolve("first")]);
  expect([await ask(), await ask(), ...(await Promise.all([ask(), ask()]))]).toEqual(Array(4).fill("first"));
});

test("a failure is not kept", async () => {
  const ask = counting([() => Promise.reject(new Error("once")), () => Promise.resolve("second")]);
  await expect(ask()).rejects.toThrow("once");
  expect(await ask()).toBe("second");
});

test("the answer to an aborted call is not kept", async () => {
  const ask = counting([() => Promise.resolve("cut short"), () => Promise.resolve("second")]);
  expect(await ask(AbortSignal.abort())).toBe("cut short");
  await Promise.resolve();
  expect(await ask()).toBe("second");
});
