import type { DoubtedExample, InboxItem, QuotedLine } from "./inbox.ts";
import type { PatchLine } from "./patch-lines.ts";

/**
 * A part of what one must know to decide. `words` are greenbar's own; all else comes from specs, agents, tests or
 * code, and is shown apart from ours.
 */
export type ContextPart =
  | { readonly is: "words"; readonly text: string }
  | { readonly is: "theirs"; readonly text: string }
  | { readonly is: "quoted"; readonly lines: readonly QuotedLine[] }
  | { readonly is: "patch"; readonly lines: readonly PatchLine[] };

/** All that it takes to decide an item, in the order in which it is read. */
export function contextOf(item: InboxItem): readonly ContextPart[] {
  switch (item.is) {
    case "accept":
      return item.moved === null
        ? [
            words(`Run ${item.run} ended green. ${item.isReopened ? "Your decision was taken back. " : ""}`),
            item.patch.length === 0
              ? words(
                  "Its files stand in the project already: accepting it records that its examples have held.",
                )
              : patch(item.patch),
          ]
        : [
            words(`Run ${item.run} ended green, and cannot be written: ${item.moved.message}.`),
            ...item.moved.advice.map((advice) => theirs(advice)),
          ];
    case "compromised":
      return [
        words(
          "The suite calls these passed and the judge, who asks the code without saying what it wants to hear, does not: twice.",
        ),
        words("The code may behave otherwise when it is watched. Read it before it runs again."),
        theirs(listed(item.examples)),
        ...said("The judge says:", item.why),
      ];
    case "flaky":
      return [
        words(
          "The same code was judged twice, with two results: a clock, randomness or an order may matter to it.",
        ),
        theirs(listed(item.examples)),
        ...said("The judge says:", item.why),
      ];
    case "conflict":
      return [
        ...said("The agent says:", item.reason),
        ...(item.quoted.length === 0 ? [] : [words(`${item.spec} says:`), quoted(item.quoted)]),
        words("When these lines are changed, this is settled; otherwise the agent can be sent again."),
      ];
    case "hand-off":
      return [words("The brief:"), theirs(item.brief)];
    case "budget":
      return [
        words(`Run ${item.run} stopped: ${item.message}.`),
        ...(item.counts === null
          ? []
          : [words(`${item.counts.passed} examples passed then, ${item.counts.failed} failed.`)]),
      ];
    case "edited-test":
      return [
        words("A generated suite follows its spec. What somebody changed in it by hand is marked + and -."),
        ...(item.tests.length === 0 ? [] : [theirs(item.tests.join("\n"))]),
        patch(item.patch),
      ];
    case "question":
      return [
        ...said("The spec asks:", item.text),
        words("It stands here, and is settled when the answer stands in its place:"),
        quoted(item.quoted),
      ];
    case "proposal":
      return [
        words(`${item.by} proposes this. Nothing is written before you accept it.`),
        ...(item.problem === null
          ? [patch(item.patch)]
          : [words(`It no longer fits: ${item.problem}.`), theirs(item.markdown)]),
        ...(item.seen.length === 0 ? [] : [words(seenWords(item.seen))]),
        ...said("It says:", item.why),
      ];
    case "unreviewed":
      return [
        words("They were proposed, passed the checks, and were accepted without anybody reading them:"),
        theirs(item.examples.map(({ line, text }) => `${item.spec}:${line}  ${text}`).join("\n")),
        words("What is wrong is changed or deleted in the spec; then the rest is confirmed."),
      ];
    case "damaged-run":
      return [...said("Its ledger cannot be read:", item.message), ...item.advice.map(words)];
  }
}

function seenWords(seen: Extract<InboxItem, { is: "proposal" }>["seen"]): string {
  const having = (now: (typeof seen)[number]): number => seen.filter((each) => each === now).length;
  const [holds, fails] = [having("holds"), having("fails")];
  const now =
    having("no-code") === seen.length
      ? "There was no code yet."
      : `On the code as it was then, ${holds} held already and ${fails} failed.`;
  return `Its examples were seen red against the stub, all ${seen.length}. ${now}`;
}

function words(text: string): ContextPart {
  return { is: "words", text: text.trim() };
}

function theirs(text: string): ContextPart {
  return { is: "theirs", text };
}

function quoted(lines: readonly QuotedLine[]): ContextPart {
  return { is: "quoted", lines };
}

function patch(lines: readonly PatchLine[]): ContextPart {
  return { is: "patch", lines };
}

function said(who: string, text: string): ContextPart[] {
  return text === "" ? [] : [words(who), theirs(text)];
}

function listed(examples: readonly DoubtedExample[]): string {
  return examples
    .map(({ title, spec, line }) => (line === null ? title : `${spec}:${line}  ${title}`))
    .join("\n");
}
