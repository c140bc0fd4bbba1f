import type { Code, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import * as z from "zod";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Draft, ProposalKind, Refusal } from "./proposal.ts";

/** The most that is looked at: of a reply in characters, and of its proposals. */
export const replyLimits = { characters: 1_000_000, proposals: 50, markdown: 4_000, why: 600 } as const;

/** One proposal as it is asked for: every key, and no limit that a vendor's strict schemas do not know. */
export const askedSchema = z.strictObject({
  kind: z.enum(["examples", "wording", "question"]),
  requirement: z.string(),
  replaces: z.string().nullable(),
  markdown: z.string(),
  why: z.string(),
});

/** One proposal as it is read. */
const draftSchema = askedSchema.extend({
  requirement: z.string().min(1).max(300),
  replaces: z.string().nullable().default(null),
  markdown: z.string().min(1),
  why: z.string().default(""),
});

/** What a reply holds; each proposal is read by itself, so that one that is wrong spoils no other. */
export interface ReadReply {
  readonly drafts: readonly Draft[];
  readonly refused: readonly Refusal[];
}

/**
 * Reads a reply in words: JSON (`{ "proposals": […] }`, alone or in a fence), or Markdown with fenced blocks
 * ` ```proposal KIND REQUIREMENT `, each after the words why and, where it takes the place of something, after a
 * fence ` ```replaces `.
 */
export function readReply(text: string): ReadReply {
  if (text.length > replyLimits.characters) {
    return { drafts: [], refused: [whole("too-long", `the reply has ${text.length} characters`)] };
  }
  const json = readJson(text);
  if (json !== null) return readProposals(json);
  if (nestsTooDeeply(text))
    return { drafts: [], refused: [whole("unreadable", "the reply nests too deeply")] };
  const nodes = parseMarkdown(text).children;
  const fenced = nodes.find((node): node is Code => node.type === "code" && node.lang === "json");
  const inside = fenced === undefined ? null : readJson(fenced.value);
  return inside === null ? readDrafts(fencedProposals(nodes)) : readProposals(inside);
}

/** Reads the object of a reply: `{ proposals: […] }`. */
export function readProposals(value: unknown): ReadReply {
  const found = z.object({ proposals: z.array(z.unknown()) }).safeParse(value);
  if (!found.success) {
    return { drafts: [], refused: [whole("unreadable", 'there is no list "proposals" in the reply')] };
  }
  return readDrafts(found.data.proposals);
}

function readDrafts(given: readonly unknown[]): ReadReply {
  const drafts: Draft[] = [];
  const refused: Refusal[] = [];
  for (const each of given.slice(0, replyLimits.proposals)) {
    const read = draftSchema.safeParse(each);
    if (read.success) {
      const { why, ...rest } = read.data;
      drafts.push({ ...rest, why: shortened(why, replyLimits.why) });
    } else refused.push(unreadable(each, read.error));
  }
  const surplus = given.length - replyLimits.proposals;
  if (surplus > 0) {
    const message = `no more than ${replyLimits.proposals} proposals of a reply are looked at`;
    refused.push({ ...whole("too-many", message), count: surplus });
  }
  return { drafts, refused };
}

function unreadable(given: unknown, { issues }: z.ZodError): Refusal {
  const [issue] = issues;
  const where = issue?.path.join(".") ?? "";
  const message = `${where === "" ? "" : `${where}: `}${issue?.message ?? "no proposal"}`;
  const requirement: unknown = Object(given)["requirement"];
  return {
    ...whole("unreadable", shortened(message, 200)),
    requirement: typeof requirement === "string" ? shortened(requirement, 100) : null,
  };
}

function whole(reason: "too-long" | "too-many" | "unreadable", message: string): Refusal {
  return { reason, kind: null, requirement: null, message, count: 1 };
}

function shortened(text: string, limit: number): string {
  const clean = cleanText(text).replace(/\s+/g, " ").trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit).toWellFormed()}…`;
}

function readJson(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The words before a block say why; a block `replaces` says what the next one takes the place of. */
function fencedProposals(nodes: readonly RootContent[]): unknown[] {
  const found: unknown[] = [];
  let why = "";
  let replaces: string | null = null;
  for (const node of nodes) {
    if (node.type === "paragraph") why = toString(node);
    if (node.type !== "code") continue;
    if (node.lang === "replaces") replaces = node.value;
    if (node.lang !== "proposal") continue;
    const [kind = "", ...requirement] = (node.meta ?? "").trim().split(/\s+/);
    found.push({
      kind: kind as ProposalKind,
      requirement: requirement.join(" "),
      replaces,
      markdown: node.value,
      why,
    });
    why = "";
    replaces = null;
  }
  return found;
}
