import { z } from "zod";
import { readPath } from "../paths.ts";
import type { Files } from "../files.ts";
import { planInsert, planReplace } from "./plan-edit.ts";
import type { TextEdit } from "./plan-edit.ts";
import type { Tool, ToolOutcome } from "./tool.ts";
import { viewFile, viewFolder } from "./view.ts";

const schema = z.discriminatedUnion("command", [
  z.object({
    command: z.literal("view"),
    path: z.string(),
    view_range: z.tuple([z.int(), z.int()]).optional(),
  }),
  z.object({ command: z.literal("create"), path: z.string(), file_text: z.string() }),
  z.object({
    command: z.literal("str_replace"),
    path: z.string(),
    old_str: z.string(),
    new_str: z.string().optional(),
  }),
  z.object({
    command: z.literal("insert"),
    path: z.string(),
    insert_line: z.int(),
    insert_text: z.string(),
  }),
]);

type Input = z.infer<typeof schema>;

/** The editor that Anthropic's models are trained on (`text_editor_20250728`), on the workspace copy. */
export const textEditor: Tool<Input> = {
  name: "str_replace_based_edit_tool",
  description:
    "Views and edits files of the project. Commands: `view` (a file, or a folder), `create` (a whole file), " +
    "`str_replace` (`old_str` must occur exactly once), `insert` (after `insert_line`, 0 for the beginning). " +
    "Paths are relative to the project's root.",
  schema,
  trained: "text_editor_20250728",
  async run(input, { files, roots, permit }): Promise<ToolOutcome> {
    const reading = readPath(input.path, roots);
    if (reading.is === "refused") {
      return input.command === "view"
        ? { is: "error", text: reading.why }
        : { is: "denied", path: input.path, text: reading.why };
    }
    const { path } = reading;
    // Before the file is looked at: an attempt is one whatever the file holds.
    const permission = input.command === "view" || path === "" ? null : permit(path);
    if (permission?.is === "deny") return { is: "denied", path, text: permission.reason };
    switch (input.command) {
      case "view":
        return view(files, path, input.view_range ?? null);
      case "create":
        return create(files, path, input.file_text);
      case "str_replace":
        return change(files, path, (text) => planReplace(path, text, input.old_str, input.new_str ?? ""));
      case "insert":
        return change(files, path, (text) => planInsert(path, text, input.insert_line, input.insert_text));
    }
  },
};

async function view(
  files: Files,
  path: string,
  range: readonly [number, number] | null,
): Promise<ToolOutcome> {
  const read = path === "" ? { is: "folder" as const } : await files.read(path);
  switch (read.is) {
    case "file":
      return viewFile(path, read.text, range);
    case "folder":
      return viewFolder(path, await files.list());
    case "missing":
      return missing(files, path);
    case "refused":
      return { is: "error", text: read.why };
  }
}

async function create(files: Files, path: string, text: string): Promise<ToolOutcome> {
  const found = await fileAt(files, path);
  switch (found.is) {
    case "error":
    case "denied":
      return found;
    case "missing":
      return {
        is: "edit",
        plan: { path, preHash: null, text, summary: `The file ${path} has been created.` },
      };
    case "file":
      if (found.text === text)
        return { is: "error", text: `\`${path}\` already holds exactly this text; nothing was changed.` };
      return {
        is: "edit",
        plan: { path, preHash: found.hash, text, summary: `The file ${path} has been overwritten.` },
      };
  }
}

async function change(files: Files, path: string, plan: (text: string) => TextEdit): Promise<ToolOutcome> {
  const found = await fileAt(files, path);
  switch (found.is) {
    case "error":
    case "denied":
      return found;
    case "missing":
      return missing(files, path);
    case "file": {
      const edit = plan(found.text);
      if (edit.is === "error") return edit;
      return { is: "edit", plan: { path, preHash: found.hash, text: edit.text, summary: edit.summary } };
    }
  }
}

/** A file, nothing, or why the path leads to no file that may be edited. */
async function fileAt(files: Files, path: string) {
  const read = path === "" ? { is: "folder" as const } : await files.read(path);
  switch (read.is) {
    case "folder":
      return { is: "error" as const, text: `\`${path || "."}\` is a folder; give the path of a file.` };
    case "refused":
      return { is: "denied" as const, path, text: read.why };
    case "missing":
    case "file":
      return read;
  }
}

async function missing(files: Files, path: string): Promise<ToolOutcome> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const near = (await files.list())
    .filter((other) => other === name || other.endsWith(`/${name}`))
    .slice(0, 3);
  const hint =
    near.length === 0
      ? "`view` with the path `.` lists what there is; `create` makes a new file."
      : `Did you mean ${near.map((other) => `\`${other}\``).join(" or ")}?`;
  return { is: "error", text: `There is no file \`${path}\`. ${hint}` };
}
