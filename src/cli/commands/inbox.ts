import { decide } from "../../app/inbox/decide.ts";
import type { Decision, InboxItem } from "../../app/inbox/inbox.ts";
import { countWaiting } from "../../app/inbox/inbox.ts";
import { readInbox } from "../../app/inbox/read-inbox.ts";
import type { World } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import type { CommandContext } from "../command.ts";
import { commandOf, printInbox, printItem, runCommand } from "../print/inbox.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `inbox`: exit 1 while something waits; a decision that was carried out is 0. */
export async function run({ screen, args, directory }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const [wanted, decision, text] = args;
  const items = await readInbox(world);
  if (wanted === undefined) {
    if (screen.isJson) printJson(screen, items);
    else printInbox(screen, items);
    return countWaiting(items) === 0 ? 0 : 1;
  }
  const item = itemNamed(items, wanted);
  if (decision !== undefined) return decideOne(screen, world, item, decision, text ?? null);
  if (screen.isJson) printJson(screen, [item]);
  else printItem(screen, item, items.indexOf(item) + 1);
  return item.isLater ? 0 : 1;
}

async function decideOne(
  screen: Screen,
  world: World,
  item: InboxItem,
  decision: string,
  text: string | null,
): Promise<number> {
  const commands = item.answers.flatMap((answer) => commandOf(item, answer) ?? []);
  const answer = item.answers.find((each) => each.decision === decision);
  if (answer === undefined || commandOf(item, answer) === null) {
    throw new UserError(2, `"${decision}" is no answer to ${item.id} here`, {
      advice: [
        ...(item.is === "accept" && item.moved !== null ? [item.moved.message, ...item.moved.advice] : []),
        "There are:",
        ...commands,
      ],
    });
  }
  const { said, changes, start } = await decide(world, item.id, decision as Decision, text);
  const next = start === null ? null : runCommand(start);
  if (screen.isJson) {
    const paths = changes.map(({ path }) => path);
    screen.out(JSON.stringify({ version: 1, item: item.id, decision, said, changes: paths, next }, null, 2));
    return 0;
  }
  // A run is started by the command of that name, whose exit status says how it ended.
  screen.out(next === null ? said : `To ${said}: ${next}`);
  return 0;
}

/** By id, or by its number in the list. */
function itemNamed(items: readonly InboxItem[], wanted: string): InboxItem {
  const found =
    items.find(({ id }) => id === wanted) ?? items[/^\d+$/.test(wanted) ? Number(wanted) - 1 : -1];
  if (found !== undefined) return found;
  throw new UserError(2, `nothing that waits is called ${wanted}`, {
    advice:
      items.length === 0
        ? ["Nothing waits for you."]
        : [`There are, by number or id: ${items.map(({ id }, at) => `${at + 1} ${id}`).join(", ")}.`],
  });
}

function printJson(screen: Screen, items: readonly InboxItem[]): void {
  const shown = items.map(({ answers, ...item }) => ({
    ...item,
    answers: answers.map((answer) => ({
      decision: answer.decision,
      label: answer.label,
      command: commandOf({ ...item, answers }, answer),
    })),
  }));
  screen.out(
    JSON.stringify({ version: 1, waiting: countWaiting(items), items: shown, diagnostics: [] }, null, 2),
  );
}
