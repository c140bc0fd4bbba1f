import type { World } from "../ports.ts";
import { answers } from "./answers.ts";
import type { Answered, Request } from "./calls.ts";
import type { Engine, EngineFacts, EngineIo } from "./port.ts";

/** The engine that works right here, on this world. */
export function createEngine(world: World, facts: EngineFacts): Engine {
  return {
    async ask(request, io = {}) {
      // A request and its row of the table have the same name; that ties their types, which the compiler cannot see.
      const answer = answers[request.do] as unknown as Answering;
      return { do: request.do, request, answer: await answer(world, request, io, facts) } as Answered;
    },
  };
}

type Answering = (world: World, asks: Request, io: EngineIo, facts: EngineFacts) => Promise<unknown>;
