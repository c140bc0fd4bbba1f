import type { Answer } from "./messages-server.ts";

/** Answers that a test lets go one by one: request n waits until `give(n, …)`. */
export function createHeldAnswers() {
  const answers: PromiseWithResolvers<Answer>[] = [];
  const at = (index: number) => (answers[index] ??= Promise.withResolvers<Answer>());
  return {
    script: (_request: unknown, index: number): Promise<Answer> => at(index).promise,
    give: (index: number, answer: Answer): void => at(index).resolve(answer),
  };
}
