import { check } from "../check.ts";
import { addExample, draftExample } from "../examples/add-example.ts";
import { undo } from "../examples/undo.ts";
import { generateTests } from "../generate.ts";
import { decide } from "../inbox/decide.ts";
import { itemId } from "../inbox/matter.ts";
import { acceptRun, declineRun } from "../inbox/settle-run.ts";
import { readInbox } from "../inbox/read-inbox.ts";
import { newSpec } from "../new-spec.ts";
import type { World } from "../ports.ts";
import { keptCandidates } from "../propose/kept-candidates.ts";
import { allowAny } from "../refine/allow-any.ts";
import { answerDisagreement } from "../refine/answer.ts";
import { nextQuestion } from "../refine/refine.ts";
import { applyPart, readProposal } from "../run/proposals.ts";
import { addExampleSpec } from "./example-spec.ts";
import type { CallName, Calls } from "./calls.ts";
import type { EngineFacts, EngineIo } from "./port.ts";
import { openSpec } from "./open-spec.ts";
import { overview } from "./overview.ts";

/** Every call with the use case that answers it. */
export const answers: {
  readonly [Name in CallName]: (
    world: World,
    asks: Calls[Name]["asks"],
    io: EngineIo,
    facts: EngineFacts,
  ) => Promise<Calls[Name]["gives"]>;
} = {
  overview: (world, _asks, _io, facts) => overview(world, facts),
  open: (world, { spec }) => openSpec(world, spec),
  planGenerate: (world, { specs }, io) => generateTests(world, { ...io, specs, dryRun: true, force: false }),
  generate: (world, { specs, force }, io) => generateTests(world, { ...io, specs, dryRun: false, force }),
  check: (world, { specs }, io) => check(world, { ...io, specs }),
  newSpec: (world, { name }) => newSpec(world, name, null),
  exampleSpec: async (world, _asks, _io, facts) => addExampleSpec(world, await facts.exampleSpec()),
  draftExample: (world, { draft }) => draftExample(world, draft),
  addExample: (world, { draft }) => addExample(world, draft),
  refine: async (world, { spec, passedOver }, io, { rivals }) => {
    // Those that a model was asked for at the command line; none is asked for here.
    const candidates = await keptCandidates(world.disk, spec);
    return nextQuestion(world, { ...io, spec, passedOver: new Set(passedOver), memory: rivals, candidates });
  },
  decideQuestion: (world, { question, decided }) => answerDisagreement(world, question, decided),
  allowAny: (world, { question }) => allowAny(world, question),
  undo: (world, { changes }) => undo(world, changes),
  inbox: (world) => readInbox(world),
  decide: (world, { item, decision, text }) => decide(world, item, decision, text),
  proposal: (world, { run }) => readProposal(world, run),
  apply: async (world, { run, paths }) => {
    const { changes } = await readProposal(world, run);
    const isWhole = paths === null || changes.every(({ path }) => paths.includes(path));
    return isWhole ? acceptRun(world, settled(run)) : { changes: await applyPart(world, run, paths) };
  },
  decline: (world, { run }) => declineRun(world, settled(run)),
};

function settled(run: string) {
  return { item: itemId("accept", [run]), run };
}
