import picomatch from "picomatch";
import type { SandboxLevel } from "../verdict/sandbox.ts";

/**
 * The three that must not come together: whoever can read private data, obeys text from outside and can send, can be
 * told by that text to send the data. The name and the rule are Simon Willison's ("The lethal trifecta for AI agents",
 * 2025).
 */
export type Leg = "private-data" | "untrusted-content" | "way-out";

const legs: readonly Leg[] = ["private-data", "untrusted-content", "way-out"];

export const legWords: Readonly<Record<Leg, string>> = {
  "private-data": "private data",
  "untrusted-content": "untrusted content",
  "way-out": "a way out",
};

/** All that decides what a run can do. A null is something that is not known, and counts as the worst. */
export interface EffectiveConfiguration {
  readonly agent: string;
  /** The line that chose the agent, as a person would find it. */
  readonly agentLine: string;
  readonly model: string | null;
  readonly sandbox: SandboxLevel | null;
  /** The line that asked to go without a sandbox; null when nobody did. */
  readonly unsandboxedLine: string | null;
  /** The configuration's `copy`: ignored files that a copy of the project holds all the same. */
  readonly copy: readonly string[];
  /** The configuration's `write`: what an agent may write beside its subjects. */
  readonly write: readonly string[];
  /** Names of the tools that the agent is given. */
  readonly tools: readonly string[];
}

export type CapabilityKind =
  | "obeys-text"
  | "sends-to-model"
  | "reads-secrets"
  | "has-your-rights"
  | "writes-elsewhere"
  | "unknown-agent"
  | "unknown-tool"
  | "unknown-sandbox";

/** Something that a run can do, with the line of the configuration that gives it. */
export interface Capability {
  readonly is: CapabilityKind;
  readonly line: string;
  /**
   * The line asks for just this and says so: it was weighed by a person. What nobody asked for by its name is never
   * accepted, whatever else was.
   */
  readonly asked: boolean;
}

/** One leg, and every line that it stands on. */
export interface LegFinding {
  readonly leg: Leg;
  readonly given: readonly { readonly line: string; readonly because: string; readonly asked: boolean }[];
}

export interface Trifecta {
  /** All three, in order; one with nothing in `given` does not stand. */
  readonly legs: readonly LegFinding[];
  /**
   * `allowed`: a leg is missing. `accepted`: all three stand, but one only on what a person asked for by its name.
   * `refused`: all three stand without that.
   */
  readonly outcome: "allowed" | "accepted" | "refused";
  /** The leg that is the least to give up where all three stand, and how; else null. */
  readonly cheapest: { readonly leg: Leg; readonly drops: readonly string[] } | null;
}

/** Holds the legs of a configuration against the rule: never all three, unless a person asked for it by its name. */
export function trifecta(capabilities: readonly Capability[]): Trifecta {
  const found = legs.map((leg) => findingOf(leg, capabilities));
  const unasked = legs.map((leg) =>
    findingOf(
      leg,
      capabilities.filter(({ asked }) => !asked),
    ),
  );
  const stand = (findings: readonly LegFinding[]) => findings.every(({ given }) => given.length > 0);
  if (!stand(found)) return { legs: found, outcome: "allowed", cheapest: null };
  const isRefused = stand(unasked);
  const toDrop = isRefused ? capabilities.filter(({ asked }) => !asked) : capabilities;
  return { legs: found, outcome: isRefused ? "refused" : "accepted", cheapest: cheapestOf(toDrop) };
}

/**
 * What a run of this configuration can do. Only what bears on a leg is in it: that a run reads the files that git
 * tracks is what it is for, and they are what its user chose to show.
 */
export function capabilitiesOf(configuration: EffectiveConfiguration): readonly Capability[] {
  const { agent, agentLine, model, sandbox, unsandboxedLine, copy, write, tools } = configuration;
  const given = (is: CapabilityKind, line: string, asked = false): Capability => ({ is, line, asked });
  const isKnown = Object.hasOwn(agents, agent);
  const hasModel = model !== null || agents[agent] === "model";
  return [
    ...(isKnown ? [] : [given("unknown-agent", agentLine)]),
    ...(hasModel ? [given("obeys-text", agentLine), given("sends-to-model", agentLine)] : []),
    ...tools.filter((tool) => !knownTools.has(tool)).map((tool) => given("unknown-tool", `the tool ${tool}`)),
    ...copy
      .filter(mayHoldSecrets)
      .map((glob) => given("reads-secrets", `copy: [${JSON.stringify(glob)}] in greenbar.config.ts`)),
    ...write.map((path) =>
      given("writes-elsewhere", `write: [${JSON.stringify(path)}] in greenbar.config.ts`),
    ),
    ...sandboxCapabilities(sandbox, unsandboxedLine, given),
  ];
}

/** Who writes the code, for the agents that are known. */
const agents: Readonly<Record<string, "model" | "person" | "grammar">> = {
  anthropic: "model",
  handoff: "person",
  offline: "grammar",
};

/** Tools that reach nothing but the files of the copy. */
const knownTools: ReadonlySet<string> = new Set([
  "str_replace_based_edit_tool",
  "search",
  "run_tests",
  "report_conflict",
]);

function sandboxCapabilities(
  sandbox: SandboxLevel | null,
  unsandboxedLine: string | null,
  given: (is: CapabilityKind, line: string, asked?: boolean) => Capability,
): readonly Capability[] {
  if (unsandboxedLine !== null) return [given("has-your-rights", unsandboxedLine, true)];
  if (sandbox === null) return [given("unknown-sandbox", "the sandbox, of which nothing is known")];
  return sandbox === "none" ? [given("has-your-rights", "no sandbox on this machine")] : [];
}

/** Names under which secrets lie, at places where a glob that means everything would find them. */
const secretFiles = [".env", ".env.local", ".npmrc", "secrets.json", "server.key", "server.pem"].flatMap(
  (name) => [name, `config/${name}`],
);
const secretWords =
  /(^|\/)\.(env|npmrc|netrc|ssh|aws|kube|gnupg|docker)|(^|[/._-])(secrets?|credentials?|passw(or)?ds?)([/._*-]|$)|(^|\/)id_(rsa|ed25519|ecdsa|dsa)|\.(pem|key|p12|pfx|jks|keystore)$/i;

/** By the glob alone: it names what keeps secrets, or means everything. */
function mayHoldSecrets(glob: string): boolean {
  const plain = glob.replace(/^\.\//, "").replace(/\/$/, "");
  const matches = picomatch(plain, { nonegate: true });
  return secretWords.test(plain) || secretFiles.some((path) => matches(path));
}

interface Meaning {
  readonly legs: readonly Leg[];
  readonly because: string;
  /** What it takes to be without it. */
  readonly drop: string;
  /** How much is given up with it; the least is proposed. */
  readonly cost: number;
}

const meanings: Readonly<Record<CapabilityKind, Meaning>> = {
  "reads-secrets": {
    legs: ["private-data"],
    because: "files that git ignores, such as keys, stand in the copy that the agent reads",
    drop: "name in `copy` only what the code needs, and nothing that keeps secrets",
    cost: 1,
  },
  "unknown-tool": {
    legs,
    because: "what it reaches is not known",
    drop: "take the tool away",
    cost: 2,
  },
  "writes-elsewhere": {
    legs: ["way-out"],
    because: "what it writes there may be run later by something else, outside the sandbox",
    drop: "leave `write` to the subjects' own folders",
    cost: 3,
  },
  "has-your-rights": {
    legs: ["private-data", "way-out"],
    because: "the code runs with your home, environment, keys and network",
    drop: "run it in the sandbox (`greenbar doctor` says what mends it)",
    cost: 4,
  },
  "unknown-sandbox": {
    legs: ["private-data", "way-out"],
    because: "what the code reaches is not known",
    drop: "use a sandbox that proves itself",
    cost: 4,
  },
  "unknown-agent": {
    legs,
    because: "what it reads, obeys and sends is not known",
    drop: "take an agent that is known: --agent handoff, or --agent offline",
    cost: 5,
  },
  "obeys-text": {
    legs: ["untrusted-content"],
    because: "a model reads specs, files and what tests print, and may obey what stands there",
    drop: "take an agent that obeys no text: --agent handoff, or --agent offline",
    cost: 6,
  },
  "sends-to-model": {
    legs: ["way-out"],
    because: "what the model is shown goes to its endpoint",
    drop: "take an agent that sends nothing: --agent handoff, or --agent offline",
    cost: 6,
  },
};

function findingOf(leg: Leg, capabilities: readonly Capability[]): LegFinding {
  const own = capabilities.filter(({ is }) => meanings[is].legs.includes(leg));
  return { leg, given: own.map(({ is, line, asked }) => ({ line, because: meanings[is].because, asked })) };
}

/** A leg is gone only with all that it stands on. */
function cheapestOf(capabilities: readonly Capability[]): Trifecta["cheapest"] {
  const offers = legs.map((leg) => {
    const own = new Set(capabilities.filter(({ is }) => meanings[is].legs.includes(leg)).map(({ is }) => is));
    const given = [...own].map((is) => meanings[is]);
    return {
      leg,
      drops: given.map(({ drop }) => drop),
      cost: given.reduce((sum, { cost }) => sum + cost, 0),
    };
  });
  const [best] = offers.toSorted((one, other) => one.cost - other.cost);
  return best === undefined ? null : { leg: best.leg, drops: best.drops };
}
