import type { Element, ElementContent, Root } from "hast";
import { cleanText } from "../../verdict/clean-text.ts";
import { codeTokens, languageOf } from "./code.ts";
import { el } from "./element.ts";
import type { ExampleMark, Mark, RequirementMark } from "./marks.ts";

/** How marks look; given, so that placing them is one idea and what they show another. */
export interface Drawing {
  /** An example and the line it stands in. `as` is the element that holds it. */
  line(mark: ExampleMark, line: readonly ElementContent[], as: "div" | "li"): Element;
  /** A row of a table, and what stands below it. */
  row(mark: ExampleMark, row: Element, columns: number): readonly Element[];
  /** An example that shares its line with others: a sign in the line. */
  inline(mark: ExampleMark): Element;
  /** A requirement's heading, or the first words of its item. */
  requirement(mark: RequirementMark, heading: Element | null): readonly ElementContent[];
  /** Where a link leads; null: nowhere. */
  link(href: string): string | null;
  /** The id of the heading that begins at an offset. */
  headingId(offset: number): string | null;
}

/**
 * Sanitised prose with every mark in its place: at the row, the item, the paragraph, the fence or the heading that it
 * is about. Headings keep their order without gaps, code gets its colours, and text that hides itself is shown.
 *
 * @param marks - in the order of the text.
 * @returns the nodes, and the marks for which the text has no place.
 */
export function placeMarks(
  prose: Root,
  marks: readonly Mark[],
  drawing: Drawing,
): { readonly nodes: ElementContent[]; readonly left: readonly Mark[] } {
  const placing: Placing = { drawing, left: new Set(marks), depth: 0, hasTitle: false };
  const children = prose.children.filter((node): node is ElementContent => node.type !== "doctype");
  return { nodes: placeIn(children, marks, placing), left: [...placing.left] };
}

interface Placing {
  readonly drawing: Drawing;
  readonly left: Set<Mark>;
  /** Depth of the heading before. */
  depth: number;
  hasTitle: boolean;
}

function placeIn(
  nodes: readonly ElementContent[],
  marks: readonly Mark[],
  placing: Placing,
): ElementContent[] {
  const placed: ElementContent[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) continue;
    if (node.type !== "element") {
      placed.push(node.type === "text" ? { ...node, value: cleanText(node.value) } : node);
      continue;
    }
    const own = within(marks, node);
    // A scenario's mark stands at its heading and holds its steps as well.
    const scenario = isHeading(node)
      ? own.find((mark) => mark.is === "example" && mark.end > endOf(node))
      : undefined;
    if (scenario?.is === "example") {
      const until = nodes.findIndex((other, index) => index > at && startOf(other) >= scenario.end);
      const steps = nodes.slice(at + 1, until < 0 ? nodes.length : until);
      const inSteps = marks.filter((mark) => mark.start >= endOf(node) && mark.start < scenario.end);
      placing.left.delete(scenario);
      const heading = placeElement(
        node,
        own.filter((mark) => mark !== scenario),
        placing,
      );
      placed.push(placing.drawing.line(scenario, [...heading, ...placeIn(steps, inSteps, placing)], "div"));
      at += steps.length;
    } else placed.push(...placeElement(node, own, placing));
  }
  return placed;
}

function placeElement(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const handler = handlers[node.tagName];
  if (handler !== undefined) return handler(node, marks, placing);
  return [withChildren(node, placeIn(node.children, marks, placing))];
}

type Handler = (node: Element, marks: readonly Mark[], placing: Placing) => ElementContent[];

const handlers: Readonly<Record<string, Handler | undefined>> = {
  h1: placeHeading,
  h2: placeHeading,
  h3: placeHeading,
  h4: placeHeading,
  h5: placeHeading,
  h6: placeHeading,
  p: placeLine,
  pre: placeFence,
  ul: placeList,
  ol: placeList,
  li: placeItem,
  table: placeTable,
  a: placeLink,
  input: placeBox,
};

/** No heading is more than one step below the one before it, and only the first is the page's title. */
function placeHeading(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const wanted = Number(node.tagName[1]);
  const isTitle = wanted === 1 && !placing.hasTitle;
  placing.hasTitle = true;
  placing.depth = isTitle ? 1 : Math.max(2, Math.min(wanted, Math.max(placing.depth, 1) + 1));
  const id = placing.drawing.headingId(startOf(node));
  const properties = id === null ? node.properties : { ...node.properties, id };
  const children = placeIn(node.children, [], placing);
  const heading: Element = { ...node, tagName: `h${placing.depth}`, properties, children };
  const [requirement] = take(marks, "requirement", placing);
  const nodes = requirement === undefined ? [heading] : placing.drawing.requirement(requirement, heading);
  return take(marks, "example", placing).reduce<readonly ElementContent[]>(
    (inner, mark) => [placing.drawing.line(mark, inner, "div")],
    nodes,
  ) as ElementContent[];
}

function placeLine(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const { drawing } = placing;
  const before = take(marks, "requirement", placing).flatMap((mark) => drawing.requirement(mark, null));
  const examples = take(marks, "example", placing);
  const [only, ...more] = examples;
  if (only === undefined) return [withChildren(node, [...before, ...placeIn(node.children, [], placing)])];
  if (more.length === 0) {
    const line = withChildren(node, [...before, ...placeIn(node.children, [], placing)]);
    return [drawing.line(only, [line], "div")];
  }
  const children = node.children.flatMap((child) => [
    ...examples.filter(({ start }) => start === startOf(child)).map((mark) => drawing.inline(mark)),
    ...placeIn([child], [], placing),
  ]);
  return [withChildren(node, [...before, ...children]), ...listed(examples, drawing)];
}

/** Examples that share a paragraph, each on a line of its own behind it. */
function listed(examples: readonly ExampleMark[], drawing: Drawing): Element[] {
  return examples.map((mark) => {
    const text = mark.example.text.replaceAll(/\s+/gu, " ").trim();
    return drawing.line(mark, [el("p", { className: ["again"] }, el("code", {}, text))], "div");
  });
}

function placeFence(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const [code] = node.children;
  const isCode = code?.type === "element" && code.tagName === "code";
  const text = isCode && code.children[0]?.type === "text" ? code.children[0].value : "";
  const pre = isCode ? withChildren(node, [withChildren(code, codeTokens(text, languageOf(code)))]) : node;
  return take(marks, "example", placing).reduce<ElementContent[]>(
    (inner, mark) => [placing.drawing.line(mark, inner, "div")],
    [pre],
  );
}

/** A list that is one scenario as a whole has one mark, its items none. */
function placeList(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const first = node.children.find((child) => child.type === "element");
  const whole = marks.find(
    (mark) =>
      mark.is === "example" && first !== undefined && mark.start <= startOf(first) && mark.end > endOf(first),
  );
  if (whole?.is !== "example") return [withChildren(node, placeIn(node.children, marks, placing))];
  placing.left.delete(whole);
  const rest = marks.filter((mark) => mark !== whole);
  return [placing.drawing.line(whole, [withChildren(node, placeIn(node.children, rest, placing))], "div")];
}

/** An item of a tight list has its text in itself; of any other, in paragraphs. */
function placeItem(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const blocks = node.children.filter((child) => child.type === "element" && blockNames.has(child.tagName));
  const ofBlocks = marks.filter((mark) => blocks.some((block) => isWithin(mark, block)));
  const own = marks.filter((mark) => !ofBlocks.includes(mark));
  const { drawing } = placing;
  const before = take(own, "requirement", placing).flatMap((mark) => drawing.requirement(mark, null));
  const examples = take(own, "example", placing);
  const [only, ...more] = examples;
  const isInline = more.length > 0;
  const children = node.children.flatMap((child) => [
    ...examples
      .filter(({ start }) => isInline && start === startOf(child))
      .map((mark) => drawing.inline(mark)),
    ...placeIn([child], within(ofBlocks, child), placing),
  ]);
  if (only === undefined) return [withChildren(node, [...before, ...children])];
  if (isInline) return [withChildren(node, [...before, ...children, ...listed(examples, drawing)])];
  return [drawing.line(only, [...before, ...children], "li")];
}

const blockNames = new Set(["p", "pre", "ul", "ol", "blockquote", "table", "div"]);

/** A table with examples gets a first column for their marks, and can be scrolled by keys where it is wide. */
function placeTable(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const rows = node.children.flatMap((part) => (part.type === "element" ? part.children : []));
  const bodyRows = rows.filter((row) => row.type === "element" && row.tagName === "tr").slice(1);
  const inRows = marks.filter((mark) => mark.is === "example" && bodyRows.some((row) => isWithin(mark, row)));
  const others = marks.filter((mark) => !inRows.includes(mark));
  const head = rows.find((row) => row.type === "element" && row.tagName === "tr");
  const columns =
    head?.type === "element" ? head.children.filter(({ type }) => type === "element").length : 1;
  const parts = node.children.map((part) => {
    if (part.type !== "element") return part;
    const isHead = part.tagName === "thead";
    const placed = part.children.flatMap((row): ElementContent[] => {
      if (row.type !== "element") return [];
      const shown = withChildren(row, placeIn(row.children, [], placing));
      if (inRows.length === 0) return [shown];
      const [mark] = take(within(inRows, row), "example", placing);
      if (mark !== undefined) return [...placing.drawing.row(mark, shown, columns + 1)];
      const first = isHead ? el("th", { scope: "col" }, "status") : el("td", {});
      return [withChildren(shown, [first, ...shown.children])];
    });
    return withChildren(part, placed);
  });
  const label = { role: "region", ariaLabel: `Table, line ${node.position?.start.line ?? 0}` };
  const table = el("div", { className: ["table"], tabIndex: 0, ...label }, withChildren(node, parts));
  const before = take(others, "requirement", placing).flatMap((mark) =>
    placing.drawing.requirement(mark, null),
  );
  return take(others, "example", placing).reduce<ElementContent[]>(
    (inner, mark) => [placing.drawing.line(mark, inner, "div")],
    [...before, table],
  );
}

function placeLink(node: Element, marks: readonly Mark[], placing: Placing): ElementContent[] {
  const { href, title, ...rest } = node.properties;
  const children = placeIn(node.children, marks, placing);
  const target = typeof href === "string" ? placing.drawing.link(href) : null;
  const shown = typeof title === "string" ? { title: cleanText(title) } : {};
  if (target === null) return [{ ...node, tagName: "span", properties: shown, children }];
  const away = /^https?:/iu.test(target) ? { rel: ["noopener", "noreferrer"] } : {};
  return [{ ...node, properties: { ...rest, ...shown, href: target, ...away }, children }];
}

/** A box that nobody can tick is a picture of one. */
function placeBox(node: Element): ElementContent[] {
  const isTicked = node.properties["checked"] === true;
  const label = { role: "img", ariaLabel: isTicked ? "done" : "not done" };
  return [el("span", label, isTicked ? "☑" : "☐")];
}

function take<Is extends Mark["is"]>(
  marks: readonly Mark[],
  is: Is,
  { left }: Placing,
): readonly Extract<Mark, { is: Is }>[] {
  const found = marks.filter((mark): mark is Extract<Mark, { is: Is }> => mark.is === is);
  for (const mark of found) left.delete(mark);
  return found;
}

function within(marks: readonly Mark[], node: ElementContent): readonly Mark[] {
  return marks.length === 0 ? marks : marks.filter((mark) => isWithin(mark, node));
}

function isWithin({ start }: Mark, node: ElementContent): boolean {
  return start >= startOf(node) && start < endOf(node);
}

function isHeading({ tagName }: Element): boolean {
  return /^h[1-6]$/u.test(tagName);
}

/** What has no position of its own contains nothing. */
function startOf({ position }: ElementContent): number {
  return position?.start.offset ?? Number.NaN;
}

function endOf({ position }: ElementContent): number {
  return position?.end.offset ?? Number.NaN;
}

function withChildren(node: Element, children: ElementContent[]): Element {
  return { ...node, children };
}
