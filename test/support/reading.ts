import { compile } from "../../src/plan/compile.ts";
import { parseSpec } from "../../src/spec/parse.ts";

// What our own specs in specs/ speak of: the pure passes, asked in a few words.

/** A spec of one requirement with this Markdown in it, for a subject that is not there yet. */
function plan(markdown: string) {
  const text = `---\nsubject: ../src/subject.ts\n---\n# Spec\n\n## Requirement\n\n${markdown}\n`;
  return compile(parseSpec(text, "specs/spec.md"), {
    packageName: "sample",
    bins: ["sample"],
    modules: new Map([["src/subject.ts", { state: "missing" }]]),
    specsFolder: "specs",
    defaultSubjects: [],
  });
}

/** Kinds of the examples that the Markdown holds, in order. */
export function kinds(markdown: string): string[] {
  return plan(markdown).requirements.flatMap(({ examples }) => examples.map(({ kind }) => kind));
}

/** Rule ids of the errors in it, each once. */
export function errors(markdown: string): string[] {
  const found = plan(markdown).diagnostics.filter(({ severity }) => severity === "error");
  return [...new Set(found.map(({ rule }) => rule))];
}
