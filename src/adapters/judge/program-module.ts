import type { JudgeProgram, JudgeStep } from "../../verdict/judge.ts";

/** Names of ours in the scope of a program; no example uses them. */
const asker = "$greenbar";
const thrown = "$greenbarThrew";

/**
 * The text of one TypeScript module that imports the subjects as namespaces, so that an export that is not
 * there fails only the programs that use it, and exports `programs`: an async function for each key. It lies
 * in the root of the judge's copy, from where subjects are imported by their paths.
 */
export function programModule(programs: readonly JudgeProgram[]): string {
  const subjects = [...new Set(programs.flatMap(({ uses }) => uses.map(({ subject }) => subject)))];
  return [
    ...subjects.map(
      (path, index) => `import * as ${spaceName(index)} from ${JSON.stringify(specifier(path))};`,
    ),
    `export const programs: any = {`,
    ...programs.map((program) => `${program.key}: ${programText(program, subjects)},`),
    `};`,
    ``,
  ].join("\n");
}

/** One program as an async function expression; `subjects` gives the index of each namespace. */
function programText(program: JudgeProgram, subjects: readonly string[]): string {
  const hasResult = program.steps.some((step) => step.do === "run" && step.isResult);
  const lines = [
    `async (${asker}: any) => {`,
    ...program.uses.map((use) => `let ${use.local}: any = ${reading(use, subjects)};`),
    ...(hasResult ? [`let result: any; let ${thrown}: any = null;`] : []),
  ];
  program.steps.forEach((step, index) => {
    // An import is live: what the subject reassigns between two steps is seen, as the suite sees it.
    if (index > 0) {
      for (const use of program.uses) {
        if (use.as !== "namespace") lines.push(`${use.local} = ${reading(use, subjects)};`);
      }
    }
    lines.push(...stepLines(step, hasResult));
  });
  if (hasResult) lines.push(`if (${thrown} !== null && !${thrown}.asked) throw ${thrown}.error;`);
  lines.push("}");
  return lines.join("\n");
}

function stepLines(step: JudgeStep, hasResult: boolean): readonly string[] {
  if (step.do === "run") {
    if (!step.isResult) return [step.code, ";"];
    return [
      `if (${thrown} !== null && !${thrown}.asked) throw ${thrown}.error;`,
      `result = undefined; ${thrown} = null;`,
      `try { result = (`,
      withoutSemicolon(step.code),
      `); } catch (error) { ${thrown} = { error, asked: false }; }`,
    ];
  }
  const ask = [
    `try { ${asker}.value(${step.via === "value" ? "" : "await "}(`,
    step.source,
    `)); } catch (error) { ${asker}.threw(error); }`,
  ];
  // The step behind `the result` threw: that is what an example that speaks of it asks about.
  return hasResult && step.source.trim() === "result"
    ? [
        `if (${thrown} !== null) { ${thrown}.asked = true; ${asker}.threw(${thrown}.error); } else {`,
        ...ask,
        `}`,
      ]
    : ask;
}

function reading(
  { subject, exported, local, as }: JudgeProgram["uses"][number],
  subjects: readonly string[],
): string {
  const space = spaceName(subjects.indexOf(subject));
  return as === "namespace"
    ? `${asker}.whole(${space})`
    : `${asker}.use(${space}, ${JSON.stringify(as === "default" ? "default" : exported)}, ${JSON.stringify(local)})`;
}

function spaceName(index: number): string {
  return `$greenbarSubject${index}`;
}

/** A path in the project as it is imported from the root; a package's own name as it is. */
function specifier(subject: string): string {
  return isPath(subject) ? `./${subject}` : subject;
}

/** True for a subject that is a file of the project, false for the project's own package name. */
export function isPath(subject: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(subject) && !subject.startsWith("@");
}

function withoutSemicolon(code: string): string {
  return code.trimEnd().replace(/;+$/, "");
}
