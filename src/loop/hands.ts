import { z } from "zod";
import { cleanText } from "../verdict/clean-text.ts";
import type { Hands, ToolCall, ToolResult } from "./agent.ts";
import type { RunEventBody } from "./events.ts";
import { capped, tellLimits } from "./failure-text.ts";
import type { Files } from "./files.ts";
import { hashText } from "./hash.ts";
import { permitWrite } from "./permission.ts";
import type { Permission, WriteRules } from "./permission.ts";
import { permitTwin } from "./reach/permit-twin.ts";
import type { OpenCall } from "./state.ts";
import { reportConflict } from "./tools/report-conflict.ts";
import { runTests } from "./tools/run-tests.ts";
import { search } from "./tools/search.ts";
import { textEditor } from "./tools/text-editor.ts";
import type { EditPlan, Tool, ToolOutcome, ToolWorld } from "./tools/tool.ts";

export interface HandsSettings {
  readonly files: Files;
  /** Absolute folders that mean the root: the copy's and the project's. */
  readonly roots: readonly string[];
  readonly rules: WriteRules;
  /** Whether what a file would newly import is the project's; left out where nothing is to be imported. */
  readonly permitImports?: (path: string, text: string) => Promise<Permission>;
  readonly runTests: (signal: AbortSignal) => Promise<string>;
  readonly emit: (event: RunEventBody) => Promise<void>;
  /** Calls that began in this run or an earlier session of it and have no result yet. */
  readonly openCalls: () => readonly OpenCall[];
  readonly requirement: () => string | null;
}

/**
 * The built-in tools on a workspace copy. Each call is recorded before and after; an edit is intended with its
 * hashes first, so that after a kill the same call is neither lost nor made twice.
 */
export function createHands(settings: HandsSettings): Hands {
  return {
    tools: tools.map(({ name, description, inputSchema, trained }) => ({
      name,
      description,
      inputSchema,
      trained,
    })),
    async execute(call, signal) {
      const open = settings.openCalls().find((other) => other.call === call.id);
      if (open === undefined) {
        await settings.emit({ type: "tool-called", call: call.id, tool: call.name, input: call.input });
      }
      const result = await finish(settings, call, open?.edit ?? null, signal);
      const content = capped(result.content, tellLimits.file);
      await settings.emit({
        type: "tool-result",
        call: call.id,
        tool: call.name,
        content,
        isError: result.isError,
      });
      return { ...result, content };
    },
  };
}

async function finish(
  settings: HandsSettings,
  call: ToolCall,
  edit: OpenCall["edit"],
  signal: AbortSignal,
): Promise<ToolResult> {
  if (edit !== null && (edit.applied || (await hasHash(settings.files, edit.path, edit.postHash)))) {
    if (!edit.applied)
      await settings.emit({ type: "edit-applied", call: call.id, path: edit.path, postHash: edit.postHash });
    return { content: edit.summary, isError: false, edited: edit.path, conflict: false };
  }
  const { files, roots, runTests, rules } = settings;
  const permit = (path: string) => permitWrite(path, rules);
  const outcome = await runTool(call, { files, roots, permit, runTests, signal });
  switch (outcome.is) {
    case "text":
      return plainResult(outcome.text, false);
    case "error":
      return plainResult(outcome.text, true);
    case "conflict":
      await settings.emit({
        type: "conflict-reported",
        requirement: settings.requirement(),
        lines: outcome.lines,
        reason: outcome.reason,
      });
      return { ...plainResult(outcome.text, false), conflict: true };
    case "edit":
      return applyEdit(settings, call, outcome.plan);
    case "denied":
      return deny(settings, call, outcome.path, outcome.text);
  }
}

async function applyEdit(settings: HandsSettings, call: ToolCall, plan: EditPlan): Promise<ToolResult> {
  const { path, preHash, summary } = plan;
  const permission = await permitEdit(settings, plan);
  if (permission.is === "deny") return deny(settings, call, path, permission.reason);
  const postHash = hashText(plan.text);
  await settings.emit({ type: "edit-intended", call: call.id, path, preHash, postHash, summary });
  const written = await settings.files.write(path, plan.text, preHash);
  switch (written.is) {
    case "written":
      await settings.emit({ type: "edit-applied", call: call.id, path, postHash });
      return { content: summary, isError: false, edited: path, conflict: false };
    case "changed":
      return plainResult(
        `\`${path}\` was changed by someone else meanwhile; \`view\` it and try again.`,
        true,
      );
    case "refused":
      return deny(settings, call, path, written.why);
  }
}

/** By its path, by the names that are there already, and by what it imports. */
async function permitEdit(settings: HandsSettings, { path, preHash, text }: EditPlan): Promise<Permission> {
  const byPath = permitWrite(path, settings.rules);
  if (byPath.is === "deny") return byPath;
  if (preHash === null) {
    const byName = permitTwin(path, await settings.files.list());
    if (byName.is === "deny") return byName;
  }
  return (await settings.permitImports?.(path, text)) ?? { is: "allow" };
}

/** Recorded and told without what a terminal would act on: paths and specifiers are the agent's own words. */
async function deny(
  { emit }: HandsSettings,
  call: ToolCall,
  path: string,
  reason: string,
): Promise<ToolResult> {
  const said = cleanText(reason);
  await emit({ type: "edit-denied", call: call.id, path: cleanText(path), reason: said });
  return plainResult(said, true);
}

function plainResult(content: string, isError: boolean): ToolResult {
  return { content, isError, edited: null, conflict: false };
}

async function hasHash(files: Files, path: string, hash: string): Promise<boolean> {
  const read = await files.read(path);
  return read.is === "file" && read.hash === hash;
}

/** A tool that checks its own input, so that tools of different inputs stand in one table. */
interface ReadyTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly trained: Tool<unknown>["trained"];
  call(input: unknown, world: ToolWorld): Promise<ToolOutcome>;
}

const tools: readonly ReadyTool[] = [
  ready(textEditor),
  ready(search),
  ready(runTests),
  ready(reportConflict),
];

function ready<Input>(tool: Tool<Input>): ReadyTool {
  return {
    name: tool.name,
    description: tool.description,
    inputSchema: z.toJSONSchema(tool.schema),
    trained: tool.trained,
    async call(input, world) {
      const read = tool.schema.safeParse(input);
      if (read.success) return tool.run(read.data, world);
      return {
        is: "error",
        text: `The input of ${tool.name} was not accepted, and nothing was run: ${explain(read.error)}`,
      };
    },
  };
}

function runTool(call: ToolCall, world: ToolWorld): Promise<ToolOutcome> {
  const tool = tools.find((other) => other.name === call.name);
  if (tool !== undefined) return tool.call(call.input, world);
  const names = tools.map((other) => `\`${other.name}\``).join(", ");
  return Promise.resolve({ is: "error", text: `There is no tool \`${call.name}\`. There are ${names}.` });
}

function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`).join("; ");
}
