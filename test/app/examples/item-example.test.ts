import { expect, test } from "vitest";
import { add, head } from "./adding.ts";

const kiro = `${head}### Requirement 1: Joins

#### Acceptance Criteria

1. WHEN a title has blanks THEN the system SHALL join its words
2. WHEN a title is empty THEN the system SHALL refuse it

### Requirement 2: Trims

#### Acceptance Criteria

1. The system SHALL trim
`;

const textOf = (planned: ReturnType<typeof add>): string => {
  if (planned.is === "wrong") throw new Error(JSON.stringify(planned.problems));
  return planned.text;
};

test("an example of a line that is a requirement stands below it, in its item", () => {
  const planned = add(kiro, {
    requirement: "x/1.1",
    exports: ["slugify"],
    inputs: { a: '"a b"' },
    returns: '"a-b"',
  });
  expect(textOf(planned)).toBe(
    kiro.replace("join its words\n", 'join its words\n   - `slugify("a b")` returns `"a-b"`.\n'),
  );
});

test("a second one stands below the first", () => {
  const first = kiro.replace("SHALL trim\n", 'SHALL trim\n   - `slugify(" a")` returns `"a"`.\n');
  const planned = add(first, { requirement: "x/2.1", inputs: { a: '"b "' }, returns: '"b"' });
  expect(textOf(planned)).toBe(`${first}   - \`slugify("b ")\` returns \`"b"\`.\n`);
});
