/** What is known of a spec that is asked for, so far. */
export interface Answers {
  /** What it does, in a sentence; null until it is said. */
  readonly intent: string | null;
  /** The call with names for its parameters: `slugify(title)`. */
  readonly signature: string | null;
  readonly examples: readonly Example[];
  readonly refused: readonly Example[];
  readonly open: readonly string[];
}

/** A call, and its result as a spec writes it: a value, or what is thrown (`RangeError: empty title`; empty: anything). */
export interface Example {
  readonly call: string;
  readonly result: string;
}

/** One question of the interview. */
export interface Ask {
  readonly about: Topic;
  readonly prompt: string;
  /** An answer of the right form. */
  readonly like: string;
  /** What an empty answer means; null where there has to be one. */
  readonly empty: string | null;
}

export type Topic = "intent" | "signature" | "call" | "result" | "refused" | "error" | "open";

/** Where an interview stands after what was said, one answer after the other: what is known, and what is asked next. */
export interface Standing {
  readonly answers: Answers;
  /** Null when there is nothing left to ask. */
  readonly ask: Ask | null;
  /** A call whose result is asked for. */
  readonly call: string | null;
}

/** Folds the answers given so far. The same answers always stand at the same question, so that one can go back. */
export function standingAfter(said: readonly string[]): Standing {
  let state: State = {
    topic: "intent",
    call: null,
    answers: { intent: null, signature: null, examples: [], refused: [], open: [] },
  };
  for (const each of said) {
    if (state.topic !== null) state = steps[state.topic](state, each.trim());
  }
  const { topic, answers, call } = state;
  return { answers, call, ask: topic === null ? null : askFor(topic, state) };
}

/** The answers as an interview would be told them, one after the other. */
export function saidBy({ intent, signature, examples, refused, open }: Answers): readonly string[] {
  const pairs = (all: readonly Example[]) => all.flatMap(({ call, result }) => [call, result]);
  // An empty answer ends what may be said several times; the last call that fits ends it by itself.
  const end = (all: readonly unknown[], most: number) => (all.length < most ? [""] : []);
  return [
    intent ?? "",
    signature ?? "",
    ...pairs(examples),
    ...end(examples, mostExamples),
    ...pairs(refused),
    ...end(refused, mostRefused),
    ...open,
    "",
  ];
}

const mostExamples = 12;
const mostRefused = 6;

interface State {
  readonly topic: Topic | null;
  readonly call: string | null;
  readonly answers: Answers;
}

type Step = (state: State, said: string) => State;

const steps: Readonly<Record<Topic, Step>> = {
  intent: (state, intent) => moved(state, { intent }, "signature"),
  signature: (state, signature) => moved(state, { signature }, "call"),
  call: (state, call) => (call === "" ? { ...state, topic: "refused" } : { ...state, topic: "result", call }),
  result: ({ answers, call }, result) => {
    const examples = [...answers.examples, { call: call ?? "", result }];
    const topic = examples.length < mostExamples ? "call" : "refused";
    return { topic, call: null, answers: { ...answers, examples } };
  },
  refused: (state, call) => (call === "" ? { ...state, topic: "open" } : { ...state, topic: "error", call }),
  error: ({ answers, call }, result) => {
    const refused = [...answers.refused, { call: call ?? "", result }];
    const topic = refused.length < mostRefused ? "refused" : "open";
    return { topic, call: null, answers: { ...answers, refused } };
  },
  open: (state, question) =>
    question === ""
      ? { ...state, topic: null }
      : moved(state, { open: [...state.answers.open, question] }, "open"),
};

function moved(state: State, more: Partial<Answers>, topic: Topic): State {
  return { topic, call: null, answers: { ...state.answers, ...more } };
}

function askFor(topic: Topic, { answers, call }: State): Ask {
  const { signature, examples, refused, open } = answers;
  const name = /^[^(]*/.exec(signature ?? "")?.[0] ?? "";
  const number = examples.length + 1;
  switch (topic) {
    case "intent":
      return {
        about: topic,
        prompt: "What does it do, in a sentence?",
        like: "Turns a title into a URL slug.",
        empty: null,
      };
    case "signature":
      return { about: topic, prompt: "Its name, and its parameters?", like: "slugify(title)", empty: null };
    case "call":
      return {
        about: topic,
        prompt: number === 1 ? "A call of it?" : number === 2 ? "Another one?" : "And another?",
        like: `${name}("A B")`,
        empty: number === 1 ? null : "enough",
      };
    case "result":
      return { about: topic, prompt: `What does ${call} give?`, like: '"a-b", 3, [1, 2]', empty: null };
    case "refused":
      return {
        about: topic,
        prompt: refused.length === 0 ? "What must it refuse?" : "What else?",
        like: `${name}(null)`,
        empty: refused.length === 0 ? "nothing" : "nothing else",
      };
    case "error":
      return {
        about: topic,
        prompt: `How does it refuse ${call}?`,
        like: "TypeError, or RangeError: empty title",
        empty: "any error",
      };
    case "open":
      return {
        about: topic,
        prompt: open.length === 0 ? "Is anything still open?" : "What else is open?",
        like: "What becomes of accents?",
        empty: open.length === 0 ? "nothing" : "nothing else",
      };
  }
}
