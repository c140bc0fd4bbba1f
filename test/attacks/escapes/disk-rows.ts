import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGit } from "../../../src/adapters/workspace/git.ts";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import {
  adding,
  escapeRow,
  INSIDE,
  nodeIn,
  placeFor,
  provedSandbox,
  said,
  shellIn,
  swap,
  weakenedBubblewrap,
} from "./confine.ts";
import type { Place } from "./confine.ts";

const NOTHING_ELSE_IS_MOUNTED =
  "nothing of the disk is mounted but the system, read-only, and the copy: adapters/sandbox/bubblewrap-arguments.ts";

/** Writes that should end in the copy, and do not mean to. */
export const diskRows: readonly AttackRow[] = [
  escapeRow({
    id: "writes-a-path-outside",
    mechanism: "an absolute path outside the copy",
    does: "Appends a line to a shell's start-up file in a home folder, by its absolute path.",
    must: "The file is as it was.",
    defence: NOTHING_ELSE_IS_MOUNTED,
    attack: (place) => {
      const file = startUpFile(place);
      return {
        program: nodeIn(place, `require("fs").appendFileSync(${JSON.stringify(file)}, "evil\\n")`),
        outcome: (ended) => unchanged(file, said(ended)),
      };
    },
    weakened: (program, { base }) => weakenedBubblewrap(program, { options: adding("--bind", base, base) }),
  }),
  escapeRow({
    id: "writes-through-a-link-in-the-copy",
    mechanism: "a symbolic link in the copy",
    does: "Makes a link in its own folder that leads to a file outside, and writes to the link.",
    must: "The file is as it was.",
    defence: NOTHING_ELSE_IS_MOUNTED,
    attack: (place) => {
      const file = startUpFile(place);
      const script = `const fs = require("fs"); fs.symlinkSync(${JSON.stringify(file)}, "link"); fs.writeFileSync("link", "evil")`;
      return { program: nodeIn(place, script), outcome: (ended) => unchanged(file, said(ended)) };
    },
    weakened: (program, { base }) => weakenedBubblewrap(program, { options: adding("--bind", base, base) }),
  }),
  {
    id: "leaves-a-link-for-a-mount",
    mechanism: "a link where the next run mounts a file",
    needs: "bubblewrap",
    does: "Leaves a link in the place of a file that the next run mounts, so that bubblewrap itself makes a file outside.",
    must: "The next run does not start, and nothing was made.",
    defence:
      "the places to mount on are made beforehand, following no link: adapters/sandbox/mount-points.ts",
    withDefence: async (bench) => {
      const sandbox = await provedSandbox(bench);
      return mountOnLink(placeFor(bench, "leaves-a-link-for-a-mount"), (program) => sandbox.launch(program));
    },
    without: (bench) =>
      mountOnLink(placeFor(bench, "leaves-a-link-for-a-mount-without"), (program) =>
        weakenedBubblewrap(program, {}),
      ),
  },
  {
    id: "writes-through-a-hard-link",
    mechanism: "a second name of a file outside (hard link)",
    needs: "bubblewrap",
    does: "Writes to a file of the project that has a second name in a folder outside.",
    must: "The file's other name holds what it held.",
    defence: "a copy takes no file that has a second link: adapters/workspace/copy-snapshot.ts",
    withDefence: async (bench) => {
      const place = placeFor(bench, "writes-through-a-hard-link");
      const project = linkedProject(place);
      const dir = await freshCopy(bench, project);
      return throughHardLink(bench, { ...place, copy: dir }, place);
    },
    without: (bench) => {
      const place = placeFor(bench, "writes-through-a-hard-link-without");
      return throughHardLink(bench, { ...place, copy: linkedProject(place) }, place);
    },
  },
  escapeRow({
    id: "plants-code-in-node-modules",
    mechanism: "code that a later run executes (dependencies)",
    does: "Appends code to a package in node_modules, which the next run, sandboxed or not, would load.",
    must: "The package is as it was.",
    defence: "dependencies are bound read-only: adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place) => {
      const modules = join(place.base, "node_modules");
      mkdirSync(join(modules, "lib"), { recursive: true });
      const file = join(modules, "lib/index.js");
      writeFileSync(file, "good\n");
      const script = `require("fs").appendFileSync("${INSIDE}/node_modules/lib/index.js", "evil()")`;
      const program = nodeIn(place, script);
      const reads = [...program.reads, { host: modules, inside: `${INSIDE}/node_modules` }];
      return { program: { ...program, reads }, outcome: (ended) => unchanged(file, said(ended)) };
    },
    weakened: (program, { base }) => {
      mkdirSync(join(base, "copy/node_modules"));
      const mount = [join(base, "node_modules"), `${INSIDE}/node_modules`];
      return weakenedBubblewrap(program, { options: swap(["--ro-bind", ...mount], ["--bind", ...mount]) });
    },
  }),
];

function startUpFile({ base }: Place): string {
  mkdirSync(join(base, "home"));
  writeFileSync(join(base, "home/.bashrc"), "good\n");
  return join(base, "home/.bashrc");
}

function unchanged(file: string, how: string): Outcome {
  const held = readFileSync(file, "utf8") === "good\n";
  return { held, saw: held ? `unchanged; it said: ${how}` : "written" };
}

async function mountOnLink(
  place: Place,
  start: (program: ReturnType<typeof shellIn>) => Promise<{ readonly how: string; readonly stderr: string }>,
): Promise<Outcome> {
  const made = join(place.base, "made-by-bwrap");
  writeFileSync(join(place.base, "setup.ts"), "");
  // What bubblewrap calls the machine's disk while it mounts.
  symlinkSync(`/oldroot${made}`, join(place.copy, "setup.ts"));
  const program = shellIn(place, "true");
  const reads = [...program.reads, { host: join(place.base, "setup.ts"), inside: `${INSIDE}/setup.ts` }];
  const { how, stderr } = await start({ ...program, reads });
  const held = !existsSync(made);
  return {
    held,
    saw: held ? `${how}: ${stderr.trim().slice(0, 200).split(": ").at(-1)}` : "a file was made outside",
  };
}

/** A project one of whose files is a second name of one outside. */
function linkedProject({ base }: Place): string {
  const project = join(base, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  writeFileSync(join(base, "outside.js"), "good\n");
  linkSync(join(base, "outside.js"), join(project, "linked.js"));
  return project;
}

async function freshCopy(bench: AttackBench, project: string): Promise<string> {
  const git = createGit({ git: "git", environment: process.env });
  const workspaces = createWorkspaces({ git, tmp: bench.folder("copies"), level: "bubblewrap" });
  const copy = await workspaces.copy(await workspaces.snapshot(project, { copy: [] }), {});
  return copy.dir;
}

async function throughHardLink(bench: AttackBench, attacked: Place, place: Place): Promise<Outcome> {
  const sandbox = await provedSandbox(bench);
  const ended = await sandbox.launch(
    shellIn(attacked, "[ -e linked.js ] || echo it is not in the copy; echo evil >linked.js"),
  );
  return unchanged(join(place.base, "outside.js"), said(ended));
}
