import type { WrittenExample } from "../examples/add-example.ts";
import { lineBreakAt } from "../examples/line-ends.ts";
import { ownSection } from "../examples/own-section.ts";
import { readForAdding } from "../examples/read-again.ts";
import type { World } from "../ports.ts";
import { UserError } from "../user-error.ts";
import { anyCalls, anyComment, canonicalCall } from "./any-calls.ts";
import type { Disagreement } from "./question.ts";

/**
 * Writes into the spec that any result of the question's call will do: a comment at the end of the requirement's own
 * text, which its readers do not see and nothing else reads. Every other byte stays as it is.
 *
 * @throws UserError when the file changed meanwhile, or the comment would not be read there: nothing was written.
 */
export async function allowAny(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  { spec: path, requirement, call }: Disagreement,
): Promise<WrittenExample> {
  const { read, reread } = await readForAdding(world, path);
  const { spec, plan } = read;
  const section = ownSection(spec, plan, requirement.id);
  const last = section?.nodes.at(-1) ?? section?.heading ?? null;
  const at = last?.position?.end.offset;
  if (last === null || at === undefined)
    throw new UserError(2, `${path} has no requirement ${requirement.id} any more`);
  const offset = at + (spec.text.startsWith("\uFEFF") ? 1 : 0);
  const lineBreak = lineBreakAt(spec.text, offset);
  const between = last.type === "html" ? lineBreak : lineBreak + lineBreak;
  const text = spec.text.slice(0, offset) + between + anyComment(call) + spec.text.slice(offset);
  const after = reread(text);
  const ids = ({ requirements }: typeof plan): string =>
    JSON.stringify(requirements.map(({ id, examples }) => [id, examples.map((example) => example.id)]));
  if (!anyCalls(text).has(canonicalCall(call) ?? "") || ids(after.plan) !== ids(plan)) {
    throw new UserError(2, `the comment cannot be put below ${requirement.title}`, {
      advice: [`Write it where you like: ${anyComment(call)}`],
    });
  }
  const change = { path, before: spec.text, after: text };
  await world.disk.write([change]);
  const line = text.slice(0, offset + between.length).split(/\r\n?|\n/).length;
  return { changes: [change], line };
}
