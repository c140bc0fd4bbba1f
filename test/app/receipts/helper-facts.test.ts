import { expect, test } from "vitest";
import { readProject } from "../../../src/app/read-project.ts";
import { factsOf, treeNow } from "../../../src/app/receipts/tree-facts.ts";
import { receiptWorld, sha256 } from "./receipt-world.ts";

test("a receipt names a helper and what it imports by their texts", async () => {
  const files = {
    "specs/add.md": "---\nsubject: ../src/add.ts\nhelpers: ../lib/sum.ts\n---\n# Add\n\n- `sum()` is `3`.\n",
    "src/add.ts": "export const add = (a: number, b: number) => a + b;\n",
    "lib/sum.ts": 'import { two } from "./two.ts";\nexport const sum = () => two;\n',
    "lib/two.ts": "export const two = 2;\n",
    "lib/other.ts": "",
  };
  const { world } = receiptWorld(files);
  const project = await readProject(world, []);
  const [spec] = project.specs;
  if (spec === undefined) throw new Error("the spec was not read");
  const facts = await factsOf(project, spec, await treeNow(world, project), await world.tools());
  expect([...facts.subject]).toEqual(
    (["lib/sum.ts", "lib/two.ts", "src/add.ts"] as const).map((path) => [path, sha256(files[path])]),
  );
});
