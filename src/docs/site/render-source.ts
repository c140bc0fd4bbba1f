import type { Element } from "hast";
import { fillTemplate } from "../../suite/fill-template.ts";
import type { Status } from "../../verdict/statuses.ts";
import type { LineAnswer, LineState } from "../claims/why-file.ts";
import { codeTokens } from "./code.ts";
import type { Child } from "./element.ts";
import { el } from "./element.ts";
import { frameOf, html, plain } from "./frame.ts";
import { fragment, hrefTo, lineAnchor, requirementAnchor } from "./paths.ts";
import type { SiteShared, SourcePage } from "./site.ts";
import { statusWords } from "./status-look.ts";
import { tokenLines } from "./token-lines.ts";

/**
 * One file of the project's code as a page: each line with the requirements that execute it, and which no requirement
 * needs.
 *
 * @param statuses - of all requirements, by id.
 * @throws TemplateError where a template asks for what is not there.
 */
export function renderSource(
  page: SourcePage,
  statuses: ReadonlyMap<string, Status>,
  shared: SiteShared,
): string {
  const { path, lines } = page.file;
  const at = shared.sources?.get(path) ?? "index.html";
  const numbers = numbersOf(lines);
  const view = {
    ...frameOf(shared, at, path),
    path: plain(path),
    lead: html(leadOf(lines)),
    lines: html([listing(page, numbers)]),
    requirements: html(requirementsOf(lines, numbers, statuses, { at, shared })),
  };
  return fillTemplate(shared.templates, "docs/source", view);
}

/** Requirements by the number that stands for them beside the lines, in the order in which they come. */
function numbersOf(lines: readonly LineAnswer[]): ReadonlyMap<string, number> {
  const ids = new Set(lines.flatMap(({ claimants }) => claimants.map(({ id }) => id)));
  return new Map([...ids].map((id, index) => [id, index + 1]));
}

function leadOf(lines: readonly LineAnswer[]): readonly Child[] {
  const code = lines.filter(({ state }) => state !== "no-code").length;
  const unclaimed = lines.filter(({ state }) => state === "unclaimed").length;
  return unclaimed === 0
    ? [`Of ${code} lines of code some requirement executes every one.`]
    : [el("strong", {}, `${unclaimed} of ${code} lines of code`), " are executed by no requirement."];
}

/** What stands beside a line that no requirement's number stands beside. */
const stateWords: Readonly<Record<LineState, readonly [sign: string, word: string]>> = {
  executed: ["", ""],
  "at-load": ["load", "runs when the module is loaded"],
  unclaimed: ["✗", "no requirement executes it"],
  "no-code": ["", ""],
};

function listing({ file, text }: SourcePage, numbers: ReadonlyMap<string, number>): Element {
  const tokens = tokenLines(codeTokens(text, file.path.split(".").at(-1) ?? null));
  const rows = file.lines.map(({ line, state, claimants, missed }) => {
    const [sign, word] = stateWords[state];
    const links = claimants.flatMap(({ id, title }, index) => [
      index === 0 ? null : " ",
      el(
        "a",
        { href: fragment(numberAnchor(numbers.get(id) ?? 0)), title },
        String(numbers.get(id) ?? 0),
        el("span", { className: ["unseen"] }, ` ${title}`),
      ),
    ]);
    return el(
      "tr",
      { className: [`line-${state}`], id: lineAnchor(line) },
      el("td", { className: ["number"] }, el("a", { href: fragment(lineAnchor(line)) }, String(line))),
      el(
        "td",
        { className: ["by"] },
        state === "executed" ? links : el("span", { title: word }, sign),
        missed.length > 0 && state !== "unclaimed"
          ? el("span", { className: ["missed"], title: "a part of it is executed by nothing" }, " ~")
          : null,
      ),
      el("td", { className: ["text"] }, el("code", {}, ...(tokens[line - 1] ?? []))),
    );
  });
  const heads = ["line", "requirements", "code"].map((head) => el("th", { scope: "col" }, head));
  const label = { role: "region", ariaLabel: `The lines of ${file.path}`, tabIndex: 0 };
  return el(
    "div",
    { className: ["table", "listing"], ...label },
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
  );
}

interface From {
  readonly at: string;
  readonly shared: SiteShared;
}

function requirementsOf(
  lines: readonly LineAnswer[],
  numbers: ReadonlyMap<string, number>,
  statuses: ReadonlyMap<string, Status>,
  { at, shared }: From,
): readonly Child[] {
  const byId = new Map(lines.flatMap(({ claimants }) => claimants.map((one) => [one.id, one] as const)));
  const items = [...numbers].map(([id, number]) => {
    const { title = "", spec = "", line = 0 } = byId.get(id) ?? {};
    const status = statuses.get(id) ?? "unproven";
    const href = hrefTo(shared.pages.get(spec) ?? "index.html", at) + fragment(requirementAnchor(id));
    return el(
      "li",
      { className: [`is-${status}`], id: numberAnchor(number) },
      el("a", { href }, title),
      " ",
      statusWords(status),
      el("span", { className: ["path"] }, ` ${spec}:${line}`),
    );
  });
  if (items.length === 0) return [];
  return [el("h2", {}, "Requirements that execute it"), el("ol", { className: ["claimants"] }, ...items)];
}

function numberAnchor(number: number): string {
  return `by-${number}`;
}
