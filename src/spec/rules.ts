import type { Diagnostic } from "./spec.ts";

/** What a rule says whatever the case: how grave a breach is, what was expected, and the right form. */
export interface Rule {
  readonly severity: Diagnostic["severity"];
  /** One line for the documentation. */
  readonly summary: string;
  readonly expected: string;
  readonly example?: string;
}

/** Every rule of reading a spec. Ids are stable: they stand in output, in documentation and in people's notes. */
export const rules = {
  "spec-too-large": {
    severity: "error",
    summary: "A spec is at most half a million characters long.",
    expected: "a spec that a person can read: split it into several files",
  },
  "spec-too-deep": {
    severity: "error",
    summary: "Markdown nests no deeper than the parser can follow.",
    expected: "fewer lists and quotations inside each other",
  },
  "spec-empty": {
    severity: "warning",
    summary: "A spec says something.",
    expected: "a title, and below it what is expected",
    example: '# Slugify\n\n- `slugify("A B")` returns `"a-b"`.',
  },
  "hidden-text": {
    severity: "error",
    summary:
      "A spec holds no tags and no controls of the direction of writing: readers would not see what it says.",
    expected:
      "text that shows all that it says; where the character is meant as data, its escape in a code span",
    example: '- `isolate("\\u202e")` returns `""`.',
  },
  "invisible-character": {
    severity: "warning",
    summary:
      "A spec holds no control characters and none without width, but where emoji and scripts need them.",
    expected:
      "text that shows all that it says; where the character is meant as data, its escape in a code span",
    example: '- `trim("\\u200b")` returns `""`.',
  },
  "fence-unclosed": {
    severity: "error",
    summary: "A fence is closed; an open one swallows the rest of the file.",
    expected: "a closing fence on a line of its own, with as many marks as opened it",
    example: '```ts\nslugify("A B") // => "a-b"\n```',
  },
  "code-span-unclosed": {
    severity: "warning",
    summary: "A backtick in running text has its partner; a lone one ends no code span.",
    expected: "a backtick at both ends of the code, or `\\`` for a backtick as such",
    example: "- `add(1, 2)` is `3`.",
  },
  "front-matter-unclosed": {
    severity: "warning",
    summary: "Front matter ends with a line of three hyphens.",
    expected: "a line `---` below the keys",
    example: "---\nsubject: ../src/slugify.ts\n---",
  },
  "front-matter-yaml": {
    severity: "error",
    summary: "Front matter is YAML, keys and values.",
    expected: "keys and values in YAML",
    example: "---\nsubject: ../src/slugify.ts\n---",
  },
  "front-matter-key": {
    severity: "hint",
    summary: "Front matter has the keys `subject`, `helpers`, `draft` and `dialect`; others are not read.",
    expected: "`subject`, `helpers`, `draft` or `dialect`",
    example: "---\nsubject: ../src/slugify.ts\n---",
  },
  "front-matter-subject": {
    severity: "error",
    summary: "`subject` is a path relative to the spec, or a list of paths.",
    expected: "a path relative to the spec, or a list of paths",
    example: "subject: ../src/slugify.ts",
  },
  "front-matter-helpers": {
    severity: "error",
    summary: "`helpers` is a path relative to the spec, or a list of paths.",
    expected: "a path relative to the spec, or a list of paths",
    example: "helpers: ../test/support/page.ts",
  },
  "front-matter-draft": {
    severity: "error",
    summary: "`draft` is true or false.",
    expected: "`true` or `false`",
    example: "draft: true",
  },
  "front-matter-dialect": {
    severity: "error",
    summary: "`dialect` is one that greenbar reads.",
    expected: "`greenbar`, `openspec`, `spec-kit` or `kiro`",
    example: "dialect: openspec",
  },
  "call-unreadable": {
    severity: "error",
    summary: "The first code span behind `Call:` is one call with named parameters.",
    expected: "one call whose arguments are names",
    example: "Call: `add(a, b)`",
  },
  "table-parameters": {
    severity: "hint",
    summary: "A table under a signature has a column for each parameter, but for optional ones at the end.",
    expected: "a column for each parameter of the signature",
    example: "| a | b | expected |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
  },
  "table-result-columns": {
    severity: "hint",
    summary:
      "A table under a signature has one column `returns`, `result` or `expected`, and one `throws` at most.",
    expected: "one column `returns`, `result` or `expected`, and at most one `throws`",
    example: "| a | b | returns | throws |",
  },
  "table-column-twice": {
    severity: "error",
    summary: "No two columns of a table are headed by the same variable.",
    expected: "one column for each variable",
  },
  "row-too-short": {
    severity: "error",
    summary: "A row has as many cells as its header.",
    expected:
      "as many cells as the header has, an empty one for what is left out; an empty line ends a table",
    example: "| a | b | `add(a, b)` |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
  },
  "row-too-long": {
    severity: "error",
    summary: "A row has no more cells than its header.",
    expected: "as many cells as the header has; a bar inside a cell is written `\\|`, in a code span too",
    example: '| `"a\\|b"` | 2 |',
  },
  "row-two-results": {
    severity: "error",
    summary: "A row is filled under its result or under `throws`, not both.",
    expected: "one of the two cells empty",
  },
  "cell-expected-empty": {
    severity: "error",
    summary: "The cell of an expected value is not empty.",
    expected: 'a value; `` `""` `` for an empty string, `` `undefined` `` for none',
    example: '`""`',
  },
  "cell-emphasis": {
    severity: "error",
    summary: "A value is not in bold, italics or struck out.",
    expected: "a code span, or bare text",
    example: '`"__init__"`',
  },
  "cell-html": {
    severity: "error",
    summary: "A value is not HTML.",
    expected: "a code span, or bare text",
    example: '`"<b>"`',
  },
  "cell-mixed": {
    severity: "error",
    summary: "A cell that needs a value holds one code span or bare text, not a mix.",
    expected: "one code span, or bare text; remarks go into a column of their own",
    example: '`"a b"`',
  },
  "cell-odd-backtick": {
    severity: "error",
    summary: "A backtick in a cell that needs a value has its partner in the same cell.",
    expected: "a backtick at both ends of the code; a bar between them is written `\\|`",
    example: '`"a\\|b"`',
  },
  "cell-bare-quotes": {
    severity: "error",
    summary: "Bare text does not stand in quotes or brackets: they may or may not belong to the value.",
    expected: "a code span",
    example: '`"a b"`',
  },
  "cell-bare-undefined": {
    severity: "error",
    summary: "Bare `undefined` may be the value or the word.",
    expected: "a code span",
    example: "`undefined`",
  },
  "cell-bare-number": {
    severity: "error",
    summary: "A bare number writes back as it was read: `1.0` and `1e3` do not.",
    expected: "a code span",
    example: "`1.0`",
  },
  "cell-unreadable": {
    severity: "error",
    summary: "The code span of an argument is one JavaScript expression.",
    expected: "one JavaScript expression",
    example: "`[1, 2]`",
  },
  "argument-left-out": {
    severity: "error",
    summary: "Only arguments at the end can be left out by an empty cell.",
    expected: "a value in the cell; `` `undefined` `` to pass over an argument in the middle",
    example: "`undefined`",
  },
  "expected-is-code": {
    severity: "error",
    summary: "An expected value is data: it is read, never run.",
    expected:
      'a literal of JSON, `undefined`, `NaN`, `Infinity`, `-0`, `10n`, `/re/i`, `new Date("…")`, `new Map([…])`, `new Set([…])`, or arrays and objects of these',
    example: "`[1, 2, 3]`",
  },
  "expected-unreadable": {
    severity: "error",
    summary: "An expected value is JavaScript's literal of a value.",
    expected: "a literal of a value",
    example: '`{ name: "Ada", age: 36 }`',
  },
  "throws-form": {
    severity: "error",
    summary:
      "`throws` is followed by nothing, an error's name, a quoted message, a pattern, or name and message.",
    expected: 'nothing, `TypeError`, `"the whole message"`, `/pattern/` or `RangeError: the whole message`',
    example: "throws `RangeError: empty title`",
  },
  "sentence-full-stop": {
    severity: "hint",
    summary: "A sentence that is an example ends with a full stop.",
    expected: "a full stop at the end",
    example: '- `slugify("")` throws `RangeError`.',
  },
  "sentence-verb": {
    severity: "hint",
    summary: "A sentence that is an example has one of the known verbs.",
    expected:
      "is, returns, equals, →, =>, resolves to, throws, rejects with, matches, contains, is about, is a",
    example: '- `slugify("A B")` returns `"a-b"`.',
  },
  "sentence-value": {
    severity: "hint",
    summary: "A sentence that is an example ends with a value that its verb takes.",
    expected: "a value; two expressions are compared only behind `For any`",
    example: '- `slugify("A B")` returns `"a-b"`.',
  },
  "sentence-expression": {
    severity: "hint",
    summary: "A sentence that is an example begins with one JavaScript expression.",
    expected: "one JavaScript expression",
    example: '- `slugify("A B")` returns `"a-b"`.',
  },
  "property-type": {
    severity: "error",
    summary: "Each name behind `For any` has a type that values can be made for.",
    expected:
      '`integer`, `integer 1..100`, `natural`, `number`, `string`, `boolean`, `json`, `T[]` or `"a" | "b"`',
    example: "For any `n: integer 1..100`, `half(double(n))` is `n`.",
  },
  "snippet-syntax": {
    severity: "error",
    summary: "A fence that says what is expected is TypeScript.",
    expected: "whole TypeScript statements",
    example: '```ts\nconst s = slugify("A B");\ns // => "a-b"\n```',
  },
  "snippet-statement": {
    severity: "error",
    summary: "A comment speaks of an expression, or of a declaration of one name; a snippet exports nothing.",
    expected: "an expression, or a declaration of one name",
    example: 'const s = slugify("A B"); // => "a-b"',
  },
  "snippet-comment-place": {
    severity: "error",
    summary:
      "A comment that says what is expected stands behind a whole statement or below it, one for each.",
    expected: "the comment behind the statement, or on the next line",
    example: 'slugify("A B"); // => "a-b"',
  },
  "snippet-comment": {
    severity: "hint",
    summary: "A comment `// throws …` that is no form of `throws` is a remark.",
    expected: '`// throws`, `// throws TypeError`, `// throws "the whole message"` or `// throws /pattern/`',
    example: "slugify(null); // throws TypeError",
  },
  "id-unreadable": {
    severity: "error",
    summary: "A pinned id is one word.",
    expected: "one word without spaces",
    example: "<!-- id: empty-title -->",
  },
  "id-twice": {
    severity: "error",
    summary: "An id is pinned once in a file.",
    expected: "an id of its own for each passage",
    example: "<!-- id: empty-title -->",
  },
  "id-unused": {
    severity: "warning",
    summary: "A pinned id stands right under a heading, or before or inside the example that it pins.",
    expected: "an example right behind the comment",
    example: '<!-- id: empty-title -->\n- `slugify("")` throws `RangeError`.',
  },
  "manual-reason": {
    severity: "error",
    summary: "A requirement that a person checks says why.",
    expected: "a reason",
    example: "<!-- manual: needs a printer -->",
  },
  "normative-should": {
    severity: "hint",
    summary: "SHOULD binds nobody; MUST and SHALL make a requirement.",
    expected: "MUST or SHALL where an example has to cover it",
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;
