import { basename } from "node:path";
import { hashText } from "../../loop/hash.ts";
import type { World } from "../ports.ts";
import { readTheConfig } from "../read-project.ts";
import type { SpecStatus } from "../status.ts";
import { readStatus } from "../status.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Overview, SpecSummary } from "./calls.ts";
import type { EngineFacts } from "./port.ts";

/** Every spec of the project, nothing run. A project without a spec has none; that is no error here. */
export async function overview(world: World, facts: EngineFacts): Promise<Overview> {
  const config = await readTheConfig(world.disk);
  const paths = await world.disk.list(config.specs, ".md");
  const { specs, diagnostics } =
    paths.length === 0 ? { specs: [], diagnostics: [] } : await readStatus(world, []);
  return {
    project: await projectName(world),
    specs: await Promise.all(specs.map((status) => summaryOf(world, status, diagnostics))),
    agents: facts.agents.toSorted(
      (one, other) => Number(other.name === config.agent) - Number(one.name === config.agent),
    ),
  };
}

/** One spec in a line. */
export async function summaryOf(
  world: World,
  status: SpecStatus,
  diagnostics: readonly Diagnostic[],
): Promise<SpecSummary> {
  const own = diagnostics.filter(({ file }) => file === status.spec);
  return {
    ...status,
    title: status.title ?? basename(status.spec, ".md"),
    errors: own.filter(({ severity }) => severity === "error").length,
    warnings: own.filter(({ severity }) => severity === "warning").length,
    hash: hashText((await world.disk.read(status.spec)) ?? ""),
  };
}

async function projectName(world: World): Promise<string> {
  const text = await world.disk.read("package.json");
  try {
    const { name } = JSON.parse(text ?? "{}") as { readonly name?: unknown };
    return typeof name === "string" && name !== "" ? name : basename(world.disk.root);
  } catch {
    // What is wrong with package.json is said by whatever reads more of it than a name.
    return basename(world.disk.root);
  }
}
