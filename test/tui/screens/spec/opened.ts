import type { OpenedExample, OpenedRequirement, OpenedSpec } from "../../../../src/app/engine/calls.ts";
import type { Diagnostic, Place } from "../../../../src/spec/spec.ts";
import type { SpecVerdict } from "../../../../src/tui/model.ts";
import type { ExampleStatus, Status } from "../../../../src/verdict/statuses.ts";

export const path = "specs/slugify.md";

export const slugifyText = `# Slugify

Turns a title into a URL slug.

## Joins words with hyphens

| \`title\`     | \`slugify(title)\` |
| ----------- | ---------------- |
| Hello World | hello-world      |
| a  b        | a-b              |
| x           | x                |

## Refuses what is no title

- \`slugify("")\` throws \`RangeError\`.

## Is fast
`;

interface GivenRequirement {
  readonly line: number;
  readonly title: string;
  readonly examples?: readonly (readonly [line: number, id: string, status: Status])[];
  readonly with?: Partial<OpenedRequirement>;
}

/** A place on one line; the column, and so the order within it, is the first. */
export function placeOn(text: string, line: number): Place {
  const lines = text.split("\n");
  const offset = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const length = lines[line - 1]?.length ?? 0;
  return { line, column: 1, endLine: line, endColumn: length + 1, offset, endOffset: offset + length };
}

export function exampleOn(text: string, line: number, given: Partial<OpenedExample> = {}): OpenedExample {
  return {
    id: `line-${line}`,
    kind: "row",
    place: placeOn(text, line),
    title: `example of line ${line}`,
    status: "unproven",
    test: null,
    red: null,
    hasHeld: false,
    ...given,
  };
}

export function openedSpec(
  text: string,
  requirements: readonly GivenRequirement[],
  given: {
    readonly diagnostics?: readonly Diagnostic[];
    readonly summary?: Partial<OpenedSpec["summary"]>;
  } = {},
): OpenedSpec {
  const opened = requirements.map(({ line, title, examples = [], with: more = {} }): OpenedRequirement => ({
    id: title,
    title,
    place: placeOn(text, line),
    manual: null,
    holdOuts: 0,
    form: null,
    examples: examples.map(([at, id, status]) => exampleOn(text, at, { id, status })),
    ...more,
  }));
  return {
    text,
    diagnostics: given.diagnostics ?? [],
    subjects: [{ path: "src/slugify.ts", exists: false }],
    requirements: opened,
    summary: {
      spec: path,
      title: "Slugify",
      isDraft: false,
      requirements: opened.map(({ id, title, place, examples }) => ({
        id,
        spec: path,
        line: place.line,
        title,
        status: examples[0]?.status ?? "unbound",
        examples: [],
      })),
      examples: opened.flatMap(({ examples }) => examples).length,
      provenRed: 0,
      haveHeld: 0,
      suite: "current",
      errors: 0,
      warnings: 0,
      hash: "h1",
      ...given.summary,
    },
  };
}

/** A small spec with three requirements: rows, a sentence, and one with no example. */
export function slugify(given: Parameters<typeof openedSpec>[2] = {}): OpenedSpec {
  return openedSpec(
    slugifyText,
    [
      {
        line: 5,
        title: "Joins words with hyphens",
        examples: [
          [9, "hello", "unproven"],
          [10, "blanks", "unproven"],
          [11, "single", "unproven"],
        ],
      },
      { line: 13, title: "Refuses what is no title", examples: [[15, "empty", "unproven"]] },
      {
        line: 17,
        title: "Is fast",
        with: { examples: [exampleOn(slugifyText, 17, { id: "fast", kind: "unbound", status: "unbound" })] },
      },
    ],
    given,
  );
}

export function problemOn(text: string, line: number, given: Partial<Diagnostic> = {}): Diagnostic {
  return {
    file: path,
    place: placeOn(text, line),
    severity: "error",
    rule: "cell-mixed",
    message: "the cell mixes text and code",
    expected: "one code span, or bare text",
    ...given,
  };
}

/** A verdict on the small spec: the first row holds, the second fails, the sentence holds. */
export function verdictOf(opened: OpenedSpec, given: Partial<SpecVerdict> = {}): SpecVerdict {
  const said: Readonly<Record<string, Partial<ExampleStatus>>> = {
    blanks: {
      status: "fails",
      reason: "assertion",
      message: 'slugify("a  b") gave another value',
      expected: '"a-b"',
      actual: '"a--b"',
    },
    fast: { status: "unbound", reason: "unbound", message: "no example of it can be run" },
  };
  return {
    outcome: "red",
    hash: opened.summary.hash,
    isOld: false,
    requirements: opened.requirements.map(({ id, title, place, examples }) => {
      const own = examples.map((example): ExampleStatus => ({
        id: example.id,
        kind: "row",
        line: example.place.line,
        title: example.title,
        status: "holds",
        reason: null,
        message: null,
        expected: null,
        actual: null,
        ...said[example.id],
      }));
      const worst = own.find(({ status }) => status !== "holds")?.status ?? "holds";
      return { id, spec: path, line: place.line, title, status: worst, examples: own };
    }),
    ...given,
  };
}
