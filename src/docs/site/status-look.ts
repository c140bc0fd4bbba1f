import type { Element } from "hast";
import type { Status } from "../../verdict/statuses.ts";
import { el } from "./element.ts";

/** A sign for each status, the same as on the command line; a word always stands beside it. */
const signs: Readonly<Record<Status, string>> = {
  holds: "✓",
  fails: "✗",
  weak: "~",
  unproven: "?",
  drifted: "≠",
  unbound: "○",
  manual: "·",
};

/** What each status means, in a sentence. */
export const meanings: Readonly<Record<Status, string>> = {
  holds: "suite and judge both say so, and it was seen red before",
  fails: "the code does something else",
  weak: "it holds, but a wrong program would pass as well",
  unproven: "not judged, or never seen red",
  drifted: "its text or its test changed since it was seen red",
  unbound: "nothing executable stands behind it yet",
  manual: "a person checks it",
};

/** Sign and word of a status, coloured by the class of the element around it. */
export function statusWords(status: Status): Element[] {
  return [
    el("span", { className: ["sign"], ariaHidden: "true" }, signs[status]),
    el("span", { className: ["word"] }, status),
  ];
}
