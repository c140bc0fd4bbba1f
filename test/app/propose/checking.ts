import { read } from "../examples/adding.ts";
import { checkDraft } from "../../../src/app/propose/check-draft.ts";
import type { Draft } from "../../../src/app/propose/proposal.ts";

/** A spec with a table, a scenario that binds nothing, a rule without an example, and open questions. */
export const page = `---
subject: ../src/x.ts
---
# X

## Joins words

Words SHOULD be joined. It MUST hold no blanks.

| \`title\`     | \`slug(title)\` |
| ----------- | ------------- |
| Hello World | hello-world   |
| two words   | two-words     |

Some words behind it.

## Is safe

- \`slug("safe")\` returns \`"safe"\`.

### Scenario: twice

- **Given** \`const s = slug("A b")\`
- **When** \`slug(s)\`
- **Then** nothing changes

## Refuses nonsense

It SHALL refuse what is no string.

<!-- id: kept -->
- \`slug("kept")\` is \`"kept"\`.

## Open questions

- What of emoji?
`;

export const joins = "x/joins-words";
export const safe = "x/is-safe";
export const refuses = "kept";

export function draft(given: Partial<Draft>): Draft {
  return { kind: "examples", requirement: joins, replaces: null, markdown: "", why: "", ...given };
}

/** What the check says of a draft in the page, or in another one. */
export function check(given: Partial<Draft>, text = page) {
  return checkDraft(read(text, ["slug"]), draft(given), (changed) => read(changed, ["slug"]));
}

/** The page with the draft in it, or why there is none. */
export function checked(given: Partial<Draft>, text = page): string {
  const found = check(given, text);
  return "reason" in found ? found.reason : found.text;
}

/** The spec's ids, so that a test names those that are there. */
export function ids(text = page): string[] {
  return read(text, ["slug"]).plan.requirements.map(({ id }) => id);
}
