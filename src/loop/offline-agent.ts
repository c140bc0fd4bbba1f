import type { Example, Plan } from "../plan/plan.ts";
import { parseFile } from "../spec/javascript.ts";
import { proseOf } from "../spec/prose.ts";
import { withoutStubNote } from "../suite/render-stub.ts";
import { readPlainCall } from "./plain-call.ts";
import type { Agent, AgentIo, Brief, Hands, WorkEnd } from "./agent.ts";
import type { Files } from "./files.ts";
import type { SynthesisTask, TaskExample } from "./synthesis/synthesize.ts";

export interface OfflineSettings {
  readonly files: Files;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Settles when others have had their turn: a search takes seconds, and a person may want a word meanwhile. */
  readonly breathe: () => Promise<void>;
  /** For one function. */
  readonly limits: SynthesisTask["limits"];
}

/**
 * The embedded agent: it finds small pure functions from their visible examples, by search over a fixed grammar.
 * No model, no network. What it cannot find it says plainly.
 */
export function createOfflineAgent(settings: OfflineSettings): Agent {
  return {
    name: "offline",
    async work(brief, hands, io) {
      const functions = functionsOf(brief.plan, brief.requirement.id);
      if (functions.length === 0) {
        return gaveUp("no example of this requirement is a plain call with plain values");
      }
      let wrote = false;
      for (const found of functions) {
        const end = await io.ready();
        if (end !== null) return end;
        const written = await writeOne(settings, brief, found, hands, io);
        if (written.is === "gave-up" || written.is === "interrupted") return written;
        wrote ||= written.is === "done";
      }
      if (wrote) return { is: "done" };
      // The same examples give the same program: to try again would change nothing.
      return gaveUp(
        brief.heldOut.length > 0
          ? "the smallest program that fits the examples it was shown does not fit a hold-out: this needs a model, or another example that tells the two apart"
          : "what it found fits its examples and still does not pass: this needs a model",
      );
    },
  };
}

/** A function that the offline agent can look for: all that it is told. */
export interface WantedFunction {
  readonly name: string;
  readonly subject: string;
  readonly params: readonly string[];
  readonly examples: readonly TaskExample[];
}

/** The functions that a requirement's examples call, each with all examples of it in the (visible) plan. */
export function functionsOf(plan: Plan, requirement: string): WantedFunction[] {
  const own = plan.requirements.find(({ id }) => id === requirement)?.examples ?? [];
  const names = new Set(own.flatMap((example) => callsOf(example).map(({ name }) => name)));
  const all = plan.requirements.flatMap(({ examples }) => examples).flatMap((example) => callsOf(example));
  return [...names].flatMap((name): WantedFunction[] => {
    const calls = all.filter((call) => call.name === name);
    const subject = calls[0]?.subject;
    if (subject === undefined) return [];
    const params = paramsOf(
      plan,
      subject,
      name,
      Math.max(...calls.map(({ example }) => example.args.length)),
    );
    return [{ name, subject, params, examples: calls.map(({ example }) => example) }];
  });
}

function paramsOf(plan: Plan, subject: string, name: string, arity: number): string[] {
  const use = plan.subjects.find(({ path }) => path === subject)?.uses.find(({ local }) => local === name);
  const known = use?.params ?? [];
  return Array.from({ length: Math.max(arity, known.length) }, (_, at) => known[at] ?? `arg${at + 1}`);
}

interface PlainCall {
  readonly name: string;
  readonly subject: string;
  readonly example: TaskExample;
}

/** Checks of the form `name(values…)` with a value or an error expected; anything else is left to the suite. */
function callsOf({ body, uses }: Example): PlainCall[] {
  if (body.is !== "steps" || body.steps.some((step) => step.do === "run")) return [];
  return body.steps.flatMap((step): PlainCall[] => {
    if (step.do !== "check" || step.via !== "value") return [];
    const call = readPlainCall(step.expression.source);
    const use = uses.find(({ local, as }) => local === call?.name && as === "named");
    const expected = expectedOf(step.expectation);
    if (call === null || use === undefined || expected === null) return [];
    return [{ name: call.name, subject: use.subject, example: { args: call.args, expected } }];
  });
}

function expectedOf(
  expectation: Extract<
    Extract<Example["body"], { is: "steps" }>["steps"][number],
    { do: "check" }
  >["expectation"],
): TaskExample["expected"] | null {
  if (expectation.is === "value") return { is: "value", value: expectation.value };
  if (expectation.is !== "throws") return null;
  const { name, message } = expectation.error;
  return { is: "throws", ...(name !== undefined && { name }), ...(message !== undefined && { message }) };
}

async function writeOne(
  { files, now, breathe, limits }: OfflineSettings,
  brief: Brief,
  wanted: WantedFunction,
  hands: Hands,
  io: AgentIo,
): Promise<Extract<WorkEnd, { is: "gave-up" | "done" | "interrupted" }> | { readonly is: "same" }> {
  io.live({ type: "text-delta", text: `looking for ${wanted.name} in ${wanted.examples.length} examples\n` });
  // Loaded when it is needed: the search and its grammar are the largest part of the program.
  const { search } = await import("./synthesis/synthesize.ts");
  const { name, params, examples } = wanted;
  const prose = proseOf(brief.specText);
  const searching = search({ name, params, examples, prose, limits, now });
  let step = searching.next();
  for (; step.done !== true; step = searching.next()) {
    if (io.signal.aborted) return { is: "interrupted" };
    await breathe();
  }
  const found = step.value;
  if (!found.found) return gaveUp(`\`${name}\` needs a model: ${found.why}`);
  const read = await files.read(wanted.subject);
  if (read.is === "folder" || read.is === "refused") return gaveUp(`${wanted.subject} cannot be read`);
  const before = read.is === "file" ? read.text : "";
  const after = withFunction(before, wanted, found.source);
  if (after === before) return { is: "same" };
  const written = await hands.execute(
    {
      id: `offline-${io.budget.nextTurn()}-${wanted.name}-${found.candidates}`,
      name: "str_replace_based_edit_tool",
      input: { command: "create", path: wanted.subject, file_text: after },
    },
    io.signal,
  );
  return written.isError ? gaveUp(written.content) : { is: "done" };
}

/** The module's text with the function in the place of the one of that name, or at its end. */
function withFunction(text: string, { name, subject }: WantedFunction, source: string): string {
  const parsed = parseFile(text, subject);
  for (const node of parsed.ok ? parsed.program.body : []) {
    const declared = node.type === "ExportNamedDeclaration" ? node.declaration : null;
    const isIt =
      (declared?.type === "FunctionDeclaration" && declared.id?.name === name) ||
      (declared?.type === "VariableDeclaration" &&
        declared.declarations.some(({ id }) => id.type === "Identifier" && id.name === name));
    if (isIt)
      return withoutStubNote(text.slice(0, startOf(text, node.start)) + source.trim() + text.slice(node.end));
  }
  return `${text.trim() === "" ? "" : `${text.trimEnd()}\n\n`}${source.trim()}\n`;
}

/** Where a declaration begins, with the stub's own comment above it. */
function startOf(text: string, start: number): number {
  const above = /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(text.slice(0, start));
  return above === null ? start : above.index;
}

function gaveUp(why: string): Extract<WorkEnd, { is: "gave-up" }> {
  return { is: "gave-up", why };
}
