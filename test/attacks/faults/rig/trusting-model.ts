import type { AssistantBlock, Model } from "../../../../src/loop/model.ts";

/**
 * A model that takes whatever came of an answer for all of it, and closes the JSON of a call that was cut off: as
 * clients do that show a call while it streams, and run what they show.
 */
export function trustingModel(url: string): Model {
  return {
    name: "m",
    async turn(request, { signal }) {
      const body = JSON.stringify({ model: "m", messages: request.messages });
      const response = await fetch(`${url}/v1/messages`, { method: "POST", body, signal });
      const text = await readAll(response);
      const calls = new Map<number, { readonly id: string; readonly name: string; json: string }>();
      for (const event of text.split("\n\n").flatMap(parse)) {
        if (event.content_block?.type === "tool_use") {
          calls.set(event.index, { id: event.content_block.id, name: event.content_block.name, json: "" });
        }
        const call = calls.get(event.index);
        if (call !== undefined) call.json += event.delta?.partial_json ?? "";
      }
      const content = [...calls.values()].map(({ id, name, json }): AssistantBlock => ({
        type: "tool_use",
        id,
        name,
        input: closed(json),
      }));
      const usage = { input: 1, output: 1, cacheWrite: 0, cacheRead: 0 };
      return { is: "turn", content, broken: [], stop: "tool_use", stopDetail: null, usage };
    },
  };
}

interface StreamEvent {
  readonly index: number;
  readonly content_block?: { readonly type: string; readonly id: string; readonly name: string };
  readonly delta?: { readonly partial_json?: string };
}

async function readAll(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  } catch (error) {
    // It was cut: what came is taken for all.
    if (!(error instanceof TypeError)) throw error;
  }
  return text;
}

function parse(event: string): StreamEvent[] {
  const data = event.slice(event.indexOf("data: ") + "data: ".length);
  const value = parseOr(data, null);
  return value === null ? [] : [value as StreamEvent];
}

/** The JSON of an object with what it lacks at its end. */
function closed(json: string): Readonly<Record<string, unknown>> {
  for (const end of ["", '"}', "}", '":""}', ':""}', '""}']) {
    const value = parseOr(json + end, null);
    if (value !== null) return value as Record<string, unknown>;
  }
  return {};
}

function parseOr(text: string, otherwise: null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}
