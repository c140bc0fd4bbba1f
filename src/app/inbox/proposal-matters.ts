import type { World } from "../ports.ts";
import { acceptProposal, rejectProposal } from "../propose/accept-proposal.ts";
import type { LookedAt } from "../propose/look-again.ts";
import { lookAgain } from "../propose/look-again.ts";
import { readPending } from "../propose/pending.ts";
import type { Pending } from "../propose/proposal.ts";
import { confirmExamples, unreviewedExamples } from "../propose/unreviewed.ts";
import type { Project } from "../read-project.ts";
import type { Done, InboxItem } from "./inbox.ts";
import type { Matter } from "./matter.ts";
import { matterOf } from "./matter.ts";
import { patchLines } from "./patch-lines.ts";

type Proposal = Extract<InboxItem, { is: "proposal" }>;

/**
 * Proposals that wait, each checked against its spec as it is now; and, by spec, the examples that were accepted by
 * nobody. What no longer fits says why, and can only be changed or set aside.
 */
export async function proposalMatters(world: World, project: Project): Promise<Matter[]> {
  const looked = await lookAgain(world, await readPending(world.disk));
  const ofSpecs = Map.groupBy(unreviewedExamples(project), ({ spec }) => spec);
  return [
    ...looked.map((each) => proposalMatter(each, project)),
    ...[...ofSpecs].map(([spec, examples]) => {
      const what = examples.length === 1 ? "1 example was" : `${examples.length} examples were`;
      return matterOf(
        {
          is: "unreviewed",
          spec,
          at: examples[0]?.line ?? null,
          title: `${what} accepted by nobody yet`,
          examples: examples.map(({ line, text, by }) => ({ line, text, by })),
        },
        { of: [spec], same: examples.map(({ id }) => id) },
      );
    }),
  ];
}

function proposalMatter({ pending, read, found }: LookedAt, { specs }: Project): Matter {
  const { id, spec, kind, requirement, markdown, why, by, seen } = pending;
  const before = read?.read.spec.text ?? null;
  const fits = found !== null && "text" in found;
  const title = specs.flatMap(({ plan }) => plan.requirements).find((each) => each.id === requirement)?.title;
  const problem = found === null ? `${spec} cannot be read` : "reason" in found ? found.message : null;
  return matterOf(
    {
      is: "proposal",
      spec,
      at: fits ? lineAt(found.text, found.edit.offset, found.edit.text) : null,
      title: `${titles[kind]} for "${title ?? requirement}"`,
      proposal: id,
      markdown,
      why,
      by: by.model === null ? by.agent : `${by.agent} ${by.model}`,
      patch: fits ? patchLines(spec, before, found.text) : [],
      seen: seen.map(({ now }) => now),
      problem,
    },
    { of: [id], same: [id, problem] },
  );
}

const titles: Readonly<Record<Pending["kind"], string>> = {
  examples: "Proposed examples",
  wording: "A proposed wording",
  question: "A proposed question",
};

function lineAt(text: string, offset: number, inserted: string): number {
  const blank = /^\s*/u.exec(inserted)?.[0].length ?? 0;
  return text.slice(0, offset + blank).split(/\r\n?|\n/u).length;
}

/** Writes a proposal into its spec, in the person's own words where there are any. */
export async function acceptOne(world: World, item: Proposal, words: string | null): Promise<Done> {
  const { changes, line } = await acceptProposal(world, item.proposal, "person", words);
  return { said: `Line ${line} of ${item.spec} has it.`, changes };
}

/** Takes a proposal away. */
export async function rejectOne(world: World, item: Proposal): Promise<Done> {
  return { said: "Rejected; the spec is as it was.", changes: await rejectProposal(world, item.proposal) };
}

/** Marks a spec's unreviewed examples as read by a person. */
export async function confirmAll(world: World, { spec }: InboxItem): Promise<Done> {
  const { confirmed, changes } = await confirmExamples(world, spec);
  const what = confirmed.length === 1 ? "1 example" : `${confirmed.length} examples`;
  return { said: `${what} confirmed.`, changes };
}
