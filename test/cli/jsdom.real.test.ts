import { symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { makeProject } from "../support/project.ts";

const modules = resolve(import.meta.dirname, "../../node_modules");

const subject = (
  put: "append" | "prepend",
) => `export function render(items: readonly string[]): HTMLElement {
  const list = document.createElement("ul");
  for (const item of items) {
    const entry = document.createElement("li");
    entry.textContent = item;
    list.${put}(entry);
  }
  return list;
}
`;

// jsdom puts its own URL and the like into the globals before anything of ours is loaded, and its tests are
// transformed as a browser's: suite and judge have to stand both.
test(
  "a subject that wants a document: red on a stub, green and red on code, in the suite and before the judge",
  { timeout: 180_000 },
  async () => {
    expect(createRequire(import.meta.url).resolve("jsdom/package.json")).toContain("jsdom");
    const root = makeProject({
      "vitest.config.ts": 'export default { test: { environment: "jsdom" } };\n',
      "specs/menu.md": `---
subject: ../src/menu.ts
---
# Menu

## Lists what there is

| \`items\`      | \`render(items).children.length\` | \`render(items).textContent\` |
| ------------ | ------------------------------- | --------------------------- |
| \`["a", "b"]\` | 2                               | ab                          |
| \`[]\`         | 0                               | \`""\`                        |

- \`render(["x"]).outerHTML\` is \`"<ul><li>x</li></ul>"\`.
`,
      "src/menu.ts": subject("append"),
    });
    symlinkSync(modules, join(root, "node_modules"));

    const generated = JSON.parse((await runCli(["generate-tests", "--json"], { cwd: root })).stdout) as {
      red: unknown;
      alreadyGreen: number;
    };
    expect(generated.red).toMatchObject({ total: 3, notImplemented: 3, broken: 0 });
    expect(generated.alreadyGreen).toBe(3);

    const green = await runCli(["check", "--json"], { cwd: root });
    expect([green.code, (JSON.parse(green.stdout) as { outcome: string }).outcome]).toStrictEqual([
      0,
      "green",
    ]);

    writeFileSync(join(root, "src/menu.ts"), subject("prepend"));
    const red = await runCli(["check", "--json"], { cwd: root });
    const [requirement] = (JSON.parse(red.stdout) as Checked).requirements;
    expect(red.code).toBe(1);
    expect(requirement?.examples.map(({ status, reason }) => [status, reason])).toStrictEqual([
      ["fails", "assertion"],
      ["holds", null],
      ["holds", null],
    ]);
  },
);

interface Checked {
  readonly requirements: readonly {
    readonly examples: readonly { readonly status: string; readonly reason: string | null }[];
  }[];
}
