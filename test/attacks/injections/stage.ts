import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CliEnded } from "../../support/cli.ts";
import { runCli } from "../../support/cli.ts";
import type { MessagesServer, Script } from "../../support/messages-server.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench } from "../row.ts";

/** A key as the service gives them, in a form of no service. */
export const key = "k3y-of-the-house-4711";

export interface Stage {
  readonly root: string;
  readonly server: MessagesServer;
  readonly env: Readonly<Record<string, string>>;
  readonly cli: (...args: string[]) => Promise<CliEnded>;
}

/** A project of these files, in git, and a scripted model that its runs ask over the wire. */
export async function openStage(
  bench: AttackBench,
  name: string,
  { files, script = [] }: { readonly files: Readonly<Record<string, string>>; readonly script?: Script },
): Promise<Stage> {
  const root = bench.folder(name);
  const all = {
    "package.json": '{ "name": "sample", "type": "module" }\n',
    ".gitignore": ".env\n",
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  spawnSync("git", ["init", "-q"], { cwd: root });
  const server = await startMessagesServer(script);
  bench.atEnd(() => server.close());
  const env = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.url };
  return { root, server, env, cli: (...args) => runCli(args, { cwd: root, env, timeout: 120_000 }) };
}

/** All that was sent to the model, as it went over the wire. */
export const sent = ({ requests }: MessagesServer): string => requests.map(({ raw }) => raw).join("\n");
