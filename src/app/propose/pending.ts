import * as z from "zod";
import { hashText } from "../../loop/hash.ts";
import type { FileChange, ProjectDisk } from "../ports.ts";
import { UserError } from "../user-error.ts";
import type { Draft, Pending } from "./proposal.ts";

/** Beside the runs: neither committed nor part of what a run's copy is taken from. */
export const pendingPath = ".greenbar/runs/proposals.json";

const schema = z.strictObject({
  version: z.literal(1),
  proposals: z.array(
    z.strictObject({
      id: z.string(),
      spec: z.string(),
      kind: z.enum(["examples", "wording", "question"]),
      requirement: z.string(),
      replaces: z.string().nullable(),
      markdown: z.string(),
      why: z.string(),
      by: z.strictObject({ agent: z.string(), model: z.string().nullable() }),
      seen: z.array(
        z.strictObject({
          id: z.string(),
          text: z.string(),
          test: z.string(),
          red: z.enum(["assertion", "notImplemented", "unbound"]),
          now: z.enum(["holds", "fails", "no-code"]),
        }),
      ),
    }),
  ),
});

/** The id of a proposal: of the spec, what it says, and where. */
export function proposalId(spec: string, { kind, requirement, replaces, markdown }: Draft): string {
  return hashText(JSON.stringify([spec, kind, requirement, replaces, markdown])).slice(0, 8);
}

/**
 * Proposals that wait, oldest first; none when there is no file.
 *
 * @throws UserError when the file cannot be read as that.
 */
export async function readPending(disk: Pick<ProjectDisk, "read">): Promise<readonly Pending[]> {
  return parse(await disk.read(pendingPath));
}

/** The change of the file that holds what waits; none when nothing changes. Not written yet. */
export async function pendingChange(
  disk: Pick<ProjectDisk, "read">,
  change: (pending: readonly Pending[]) => readonly Pending[],
): Promise<readonly FileChange[]> {
  const before = await disk.read(pendingPath);
  const after = print(change(parse(before)));
  return before === after ? [] : [{ path: pendingPath, before, after }];
}

function parse(text: string | null): readonly Pending[] {
  if (text === null) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged((error as Error).message, error);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data.proposals;
  const [issue] = read.error.issues;
  throw damaged(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "no list of proposals"}`);
}

function damaged(why: string, cause?: unknown): UserError {
  return new UserError(2, `${pendingPath} cannot be read: ${why}`, {
    advice: ["Delete it: it only holds proposals that wait, which can be asked for again."],
    cause,
  });
}

/** null, no file, when nothing waits. */
function print(proposals: readonly Pending[]): string | null {
  return proposals.length === 0 ? null : `${JSON.stringify({ version: 1, proposals }, null, 2)}\n`;
}
