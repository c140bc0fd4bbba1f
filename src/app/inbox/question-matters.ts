import type { Project } from "../read-project.ts";
import type { Matter } from "./matter.ts";
import { matterOf, quote } from "./matter.ts";
import { specQuestions } from "./spec-questions.ts";

/** What the specs ask of a person. A question keeps its id when it moves to another line. */
export function questionMatters({ specs }: Project): Matter[] {
  return specs.flatMap(({ spec }) =>
    specQuestions(spec).map(({ line, text }) =>
      matterOf(
        {
          is: "question",
          spec: spec.file,
          at: line,
          title: `An open question: ${text}`,
          line,
          text,
          quoted: quote(spec.text, [line], 3),
        },
        { of: [spec.file, text], same: text },
      ),
    ),
  );
}
