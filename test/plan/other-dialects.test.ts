import { expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { around } from "./builders.ts";

const spec = (head: string) => `${head}# Feature Specification: Slugs

### User Story 1 - Join (Priority: P1)

1. **Given** a title, **When** \`slugify("a")\` is called, **Then** it returns \`"a"\`.

- **FR-001**: System MUST join.
  - \`slugify("a b")\` returns \`"a-b"\`.
  - \`parse(text)\` returns \`Config | null\`.

| \`title\` | \`slugify(title)\` |
| --- | --- |
| a | *b* |

\`\`\`ts
slugify("c") // => "c"
\`\`\`
`;

const plan = (text: string) =>
  compile(parseSpec(text, "specs/slugs/spec.md"), around({ modules: new Map() }));

test("a spec of another tool that names no subject has promises and no mistakes", () => {
  const { diagnostics, requirements } = plan(spec(""));
  expect(diagnostics).toEqual([]);
  expect(
    requirements.map(({ id, examples }) => [id, examples.map(({ kind, body }) => [kind, body.is])]),
  ).toEqual([
    ["slugs/US1", [["scenario", "unbound"]]],
    ["slugs/FR-001", [["unbound", "unbound"]]],
  ]);
});

test("once it names one, its examples are read as anywhere", () => {
  const { diagnostics, requirements } = plan(spec("---\nsubject: ../../src/slugs.ts\n---\n"));
  expect(
    diagnostics.filter(({ severity }) => severity === "error").map(({ rule, place }) => [rule, place.line]),
  ).toEqual([["cell-emphasis", 16]]);
  expect(requirements.flatMap(({ examples }) => examples.map(({ kind, body }) => [kind, body.is]))).toEqual([
    ["scenario", "steps"],
    ["snippet", "steps"],
    ["sentence", "steps"],
  ]);
});

test("in our own dialect a missing subject is an error", () => {
  const own = plan('# A\n\n- `slugify("a")` returns `"a"`.\n');
  expect(own.diagnostics.map(({ rule }) => rule)).toEqual(["subject-missing"]);
});
