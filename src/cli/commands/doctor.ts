import process from "node:process";
import { declaredPackages } from "../../adapters/project/declared-packages.ts";
import { findVitest, hasFastCheck } from "../../adapters/vitest/find-vitest.ts";
import { readTheConfig } from "../../app/read-project.ts";
import { agentLegs } from "../../app/trifecta/agent-legs.ts";
import { trySandbox } from "../../app/try-sandbox.ts";
import { packageVersion } from "../../adapters/package-root.ts";
import type { CommandContext } from "../command.ts";
import { legsToJson, printLegs } from "../print/legs.ts";
import { shownAddress } from "../print/shown-address.ts";
import { openWorld } from "../world.ts";

interface Finding {
  readonly what: string;
  readonly state: "good" | "note" | "bad";
  readonly says: string;
  readonly mend?: string;
}

/** `doctor`: what greenbar finds here. Exit 0, or 1 when something stands in the way of a run with a model. */
export async function run({ screen, directory }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const config = await readTheConfig(world.disk);
  const findings: Finding[] = [
    { what: "greenbar", state: "good", says: `${packageVersion()} in ${world.disk.root}` },
    { what: "Node", state: "good", says: `${process.versions.node} at ${process.execPath}` },
    vitestFinding(world.disk.root),
    {
      what: "fast-check",
      ...(declaredPackages(world.disk.root).has("fast-check") && hasFastCheck(world.disk.root)
        ? { state: "good", says: "the project's own" }
        : {
            state: "note",
            says: "greenbar's own; suites with properties need one to run under your own vitest",
          }),
    },
    await sandboxFinding(world, config.unsandboxed),
    ...keyFindings(config.model),
  ];
  const { level } = await trySandbox(world, config);
  const legs = agentLegs(config, level);
  const endpoint = modelEndpoint();
  if (screen.isJson) {
    const trifecta = legsToJson(legs, endpoint);
    screen.out(JSON.stringify({ version: 1, findings, trifecta }, null, 2));
  } else {
    const signs = { good: ["green", "✓"], note: ["yellow", "·"], bad: ["red", "✗"] } as const;
    for (const { what, state, says, mend } of findings) {
      const [colour, sign] = signs[state];
      screen.out(`${screen.paint(colour, sign)} ${what.padEnd(12)} ${says}`);
      if (mend !== undefined) screen.out(`  ${"".padEnd(12)} mend it: ${mend}`);
    }
    printLegs(screen, legs, endpoint);
  }
  return findings.some(({ state }) => state === "bad") ? 1 : 0;
}

function vitestFinding(root: string): Finding {
  const found = findVitest(root);
  const isOwn = found.is === "found" && declaredPackages(root).has("vitest");
  if (isOwn) return { what: "Vitest", state: "good", says: `${found.version}, the project's own` };
  if (found.is === "found" || found.is === "absent")
    return { what: "Vitest", state: "note", says: "none in the project; greenbar's own is used" };
  return { what: "Vitest", state: "bad", says: found.message };
}

async function sandboxFinding(
  world: Awaited<ReturnType<typeof openWorld>>,
  isUnsandboxed: boolean,
): Promise<Finding> {
  if (isUnsandboxed) {
    return {
      what: "sandbox",
      state: "note",
      says: "none, as greenbar.config.ts says; stamped on every verdict",
    };
  }
  const proof = await world.sandbox.prove();
  if (proof.holds) {
    const canaries = proof.canaries.map(({ name }) => name).join(", ");
    return { what: "sandbox", state: "good", says: `${proof.level}, proved just now (${canaries})` };
  }
  return { what: "sandbox", state: "bad", says: proof.message, mend: proof.mend };
}

function keyFindings(model: string | undefined): Finding[] {
  const key = process.env["ANTHROPIC_API_KEY"];
  const endpoint = modelEndpoint();
  if (key === undefined || key === "") {
    return [
      {
        what: "key",
        state: "note",
        says: "ANTHROPIC_API_KEY is not set: `run` hands each requirement to you instead",
      },
      {
        what: "sends",
        state: "good",
        says: "nothing: only `run`, `refine --propose`, `--candidates` and `new --interview` with a model use the network",
      },
    ];
  }
  return [
    { what: "key", state: "good", says: "ANTHROPIC_API_KEY is set" },
    {
      what: "sends",
      state: "note",
      says:
        `to ${endpoint}, by \`run\`${model === undefined ? "" : ` (${model})`}: the spec without its hold-outs, ` +
        "files of the copy that the agent opens, failing tests. Never: ignored files, .git, the environment, hold-outs",
    },
    {
      what: "proposals",
      state: "note",
      says:
        `to ${endpoint}, by \`refine --propose\` and \`--candidates\` alone: the page as its readers see it, without its ` +
        "hold-outs, what it lacks, and names and parameters of what its code exports. It has no tool that reads: of the three " +
        "legs the private data is missing",
    },
    {
      what: "interview",
      state: "note",
      says:
        `to ${endpoint}, by \`new --interview\` with a model alone: the sentence of what it is to do, the names of spec and ` +
        "module, and names and parameters of what the module exports. It has no tool that reads either",
    },
  ];
}

/** Where a model is asked. */
function modelEndpoint(): string {
  return shownAddress(process.env["ANTHROPIC_BASE_URL"] ?? "https://api.anthropic.com");
}
