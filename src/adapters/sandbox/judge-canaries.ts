import type { Canary } from "../../verdict/sandbox.ts";
import type { CanaryReport } from "./canary-program.ts";

/** What was seen from outside after the canary program had ended. It outweighs what the program says. */
export interface Outside {
  /** Paths outside the workspace that are there now and should not be. */
  readonly written: readonly string[];
  readonly connections: number;
  readonly victimAlive: boolean;
  /** True when the guarded folder has a new file. */
  readonly guardedWritten: boolean;
  /** Our own links of /proc/self/ns; empty where the platform has none. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** How many filters of system calls we are under ourselves; undefined where the sandbox brings none of its own. */
  readonly filters?: number;
  /** Where something may be mounted, there or below; undefined where the sandbox mounts nothing. */
  readonly places?: readonly string[];
  /** The one place that may be written and that is no memory of the sandbox's own. */
  readonly workspace?: string;
}

/** The verdict on each canary, from what the program says and from what was seen outside; both must be clean. */
export function judgeCanaries(report: CanaryReport, outside: Outside): readonly Canary[] {
  return [
    canary("write-outside", "nothing outside was written", [
      ...outside.written.map((path) => `${path} was written`),
      ...report.wrote.map((path) => `${path} could be written`),
      ...writable(report, outside),
    ]),
    canary("read-secret", "the planted secrets stayed unread", [
      ...report.secrets.map((place) => `the secret was read from ${place}`),
      ...report.foreignNames.map((name) => `the variable ${name} of another environment was seen`),
      ...shown(report, outside),
    ]),
    canary("connect-out", "nothing outside was reached", [
      ...(outside.connections === 0 ? [] : [`${outside.connections} connections reached us`]),
      ...report.connected.map((target) => `it connected to ${target}`),
      ...shared(report, outside, ["net"]),
      ...unfiltered(report, outside),
    ]),
    canary("reach-parent", "no process outside was seen or reached", [
      ...(outside.victimAlive ? [] : ["it ended a process of ours"]),
      ...report.reached.map((what) => `it reached ${what}`),
      ...shared(report, outside, ["pid", "ipc", "uts"]),
    ]),
    canary("remount", "what may only be read stayed so", [
      ...(outside.guardedWritten ? ["it wrote into a folder that it may only read"] : []),
      ...report.remounted.map((how) => `it got through by ${how}`),
      ...shared(report, outside, ["mnt", "user"]),
      ...privileges(report),
    ]),
  ];
}

/** One sentence on the canaries that were not stopped. */
export function whatEscaped(canaries: readonly Canary[]): string {
  const escaped = canaries.filter(({ stopped }) => !stopped).map(({ name, detail }) => `${name} (${detail})`);
  return `The sandbox did not stop: ${escaped.join("; ")}.`;
}

function canary(name: Canary["name"], clean: string, faults: readonly string[]): Canary {
  return { name, stopped: faults.length === 0, detail: faults.length === 0 ? clean : faults.join(", ") };
}

function shared(report: CanaryReport, outside: Outside, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name in outside.namespaces && report.namespaces[name] !== undefined)
    .filter((name) => report.namespaces[name] === outside.namespaces[name])
    .map((name) => `it shares our ${name} namespace`);
}

/** On Linux every set of capabilities must be empty and stay so; elsewhere there are none to look at. */
function privileges({ capabilities }: CanaryReport): readonly string[] {
  const held = Object.entries(capabilities)
    .filter(([name, value]) => name.startsWith("Cap") && !/^0+$/.test(value))
    .map(([name, value]) => `it holds capabilities (${name} ${value})`);
  return capabilities["NoNewPrivs"] === "0" ? [...held, "it can gain privileges by a setuid program"] : held;
}

/** Sockets past the network namespace and the kernel's keys are refused by a filter of system calls alone. */
function unfiltered({ capabilities }: CanaryReport, { filters }: Outside): readonly string[] {
  if (filters === undefined) return [];
  const within = Number(capabilities["Seccomp_filters"] ?? capabilities["Seccomp"] ?? 0);
  return within > filters ? [] : ["no filter stands before its system calls"];
}

/** Folders of the disk, the root among them, that are mounted and are none of ours. */
function shown({ mounts }: CanaryReport, { places }: Outside): readonly string[] {
  if (places === undefined) return [];
  return mounts
    .filter(({ place, type }) => (place === "/" ? type !== "tmpfs" : !isBelow(places, place)))
    .map(({ place }) => `the machine's ${place} is shown`);
}

function writable({ mounts }: CanaryReport, { places, workspace }: Outside): readonly string[] {
  if (places === undefined) return [];
  return mounts
    .filter(({ place, readOnly }) => !readOnly && place !== workspace && !isBelow(["/dev", "/proc"], place))
    .filter(({ place, type }) => type !== "tmpfs" || place === "/")
    .map(({ place }) => `${place} is mounted writable`);
}

function isBelow(places: readonly string[], path: string): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}
