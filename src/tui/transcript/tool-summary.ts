/** What a call does, in a few words of ours; names in it are the agent's. */
export function toolSummary(tool: string, input: unknown): string {
  const given = typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {};
  return (summaries[tool] ?? (() => `calls ${tool}`))((name) => textOf(given[name]));
}

const commands: Readonly<Record<string, string>> = {
  view: "looks at",
  create: "writes",
  str_replace: "edits",
  insert: "adds to",
};

const summaries: Readonly<Record<string, (given: (name: string) => string) => string>> = {
  str_replace_based_edit_tool: (given) => `${commands[given("command")] ?? "opens"} ${given("path") || "?"}`,
  search: (given) => `looks for "${given("query")}"${given("path") === "" ? "" : ` in ${given("path")}`}`,
  run_tests: () => "runs the tests",
  report_conflict: () => "reports a conflict in the spec",
};

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 200) : "";
}
