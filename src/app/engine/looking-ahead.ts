import type { Disagreement } from "../refine/question.ts";
import type { CallName, Request } from "./calls.ts";
import type { Engine } from "./port.ts";

type RefineRequest = Extract<Request, { do: "refine" }>;

/** Does beforehand what the next search would have to do, if the question's first option is the answer. */
export type Look = (asked: RefineRequest, question: Disagreement, signal: AbortSignal) => Promise<void>;

/**
 * An engine that looks ahead while a person reads a question. It gives way to whatever is asked: at once, and what
 * runs code begins when nothing of it runs any more, so that there are never two judges. What it finds is never an
 * answer; it can only make the search that is asked for shorter.
 *
 * @returns with `rest`, which ends it and settles once it has ended.
 */
export function lookingAhead(engine: Engine, look: Look): Engine & { readonly rest: () => Promise<void> } {
  let running = 0;
  let ahead: {
    readonly question: Disagreement;
    readonly abort: AbortController;
    done: Promise<void>;
  } | null = null;
  const rest = async (): Promise<void> => {
    const going = ahead;
    going?.abort.abort();
    await going?.done;
  };
  const begin = (asked: RefineRequest, question: Disagreement): void => {
    const abort = new AbortController();
    const going = { question, abort, done: Promise.resolve() };
    ahead = going;
    const end = (): void => {
      if (ahead === going) ahead = null;
    };
    // Why it failed, the search that is asked for says itself, to whoever asked.
    going.done = look(asked, question, abort.signal).then(end, end);
  };
  return {
    rest,
    async ask(request, io = {}) {
      const runsCode = manner[request.do] === "runs code";
      if (runsCode) running += 1;
      try {
        if (runsCode) await rest();
        else if (manner[request.do] === "writes" && !isAssumed(request, ahead?.question))
          ahead?.abort.abort();
        const answered = await engine.ask(request, io);
        if (answered.do !== "refine" || running > 1 || io.signal?.aborted === true) return answered;
        const { question } = answered.answer;
        if (question?.is === "disagreement") begin(answered.request, question);
        return answered;
      } finally {
        if (runsCode) running -= 1;
      }
    },
  };
}

/** The answer that is reckoned with. */
function isAssumed(request: Request, question: Disagreement | undefined): boolean {
  const [first] = question?.options ?? [];
  return (
    request.do === "decideQuestion" &&
    request.question.id === question?.id &&
    request.decided.outcome === first?.outcome &&
    request.decided.expected === first.expected
  );
}

const manner: Readonly<Record<CallName, "reads" | "writes" | "runs code">> = {
  overview: "reads",
  open: "reads",
  planGenerate: "runs code",
  generate: "runs code",
  check: "runs code",
  newSpec: "writes",
  exampleSpec: "writes",
  draftExample: "reads",
  addExample: "writes",
  refine: "runs code",
  decideQuestion: "writes",
  allowAny: "writes",
  undo: "writes",
  inbox: "reads",
  decide: "writes",
  proposal: "reads",
  apply: "runs code",
  decline: "writes",
};
