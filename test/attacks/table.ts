import type { AttackGroup } from "./row.ts";
import type { RowResult } from "./run-row.ts";

/** The table as docs/security.md shows it: one Markdown table a group. */
export function attacksAsMarkdown(groups: readonly AttackGroup[]): string {
  return groups
    .map(({ name, rows }) => {
      const lines = rows.map(
        ({ id, does, must, defence }) => `| \`${id}\` | ${cell(does)} | ${cell(must)} | ${cell(defence)} |`,
      );
      return `### ${name.slice(0, 1).toUpperCase()}${name.slice(1)}\n\n| id | what it does | what must come out | what stands against it |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** One row as the terminal shows it; a wrong one says what was seen on both sides. */
export function resultLine(result: RowResult): string {
  const { row } = result;
  if (result.is === "not run") return `- ${row.id}  not run: ${result.lacks} is not here`;
  const sign = result.is === "as it must" ? "✓" : "✗";
  const saw = `${result.withDefence.saw}  |  without: ${result.without.saw}`;
  return `${sign} ${row.id}  ${result.seconds.toFixed(1)} s  ${saw}`;
}

/** The closing lines: what went wrong once more, since it may stand far above, then every count that a reader would ask for. */
export function closingLine(results: readonly RowResult[]): string {
  const ran = results.filter(({ is }) => is !== "not run");
  const wrong = ran.filter(({ is }) => is === "wrong");
  const mechanisms = new Set(ran.map(({ row }) => row.mechanism)).size;
  const verdict =
    wrong.length === 0 ? "each held, and got through without its defence" : `${wrong.length} wrong`;
  const notRun = results.length - ran.length;
  const again = wrong.map((result) => `${resultLine(result)}\n`).join("");
  return `${again}${ran.length} attacks by ${mechanisms} mechanisms: ${verdict}; ${notRun} not run`;
}
