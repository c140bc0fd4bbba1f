import { openBench } from "../../test/attacks/bench.ts";
import type { AttackBench } from "../../test/attacks/row.ts";
import { checkHonest, honestModules } from "../../test/attacks/cheats/control-rows.ts";
import { checkedBy, hostileModules } from "../../test/attacks/cheats/group.ts";
import { plainVitest } from "../../test/attacks/cheats/plain-vitest.ts";
import { openAlone } from "../../test/attacks/cheats/project.ts";
import type { Row } from "../measure.ts";

/**
 * How many hostile modules are called green, side by side on the same files: by the exit code of `vitest run`, by that
 * and its JSON report with every planned test passed, by `greenbar check`. And how many honest ones are by greenbar.
 */
export async function cheatRows(): Promise<Row[]> {
  const { bench, clear } = openBench();
  try {
    const called = { byCode: 0, byReport: 0, byGreenbar: 0 };
    const hostile = [...hostileModules().values()];
    const waiting = [...hostile];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { byCode, byReport, byGreenbar } = await callsGreen(next, bench);
        called.byCode += Number(byCode);
        called.byReport += Number(byReport);
        called.byGreenbar += Number(byGreenbar);
      }
    };
    await Promise.all([worker(), worker()]);
    const honest = honestModules();
    const { green } = await checkHonest(bench, honest);
    return [
      {
        what: "hostile modules called green: exit code alone · JSON report with the exact count · greenbar",
        measured: `${called.byCode} · ${called.byReport} · ${called.byGreenbar} of ${hostile.length}`,
        bar: "greenbar 0",
        holds: called.byGreenbar === 0,
      },
      {
        what: "honest modules called green by greenbar (loaded by Node, Vite and Vitest)",
        measured: `${green} of ${honest.length}`,
        bar: "all",
        holds: green === honest.length,
      },
    ];
  } finally {
    await clear();
  }
}

type Hostile = ReturnType<typeof hostileModules> extends ReadonlyMap<string, infer Found> ? Found : never;

async function callsGreen({ module, cheat }: Hostile, bench: AttackBench) {
  const { code, passed, planned } = await plainVitest(await openAlone(bench, module, cheat.files));
  const own = (await checkedBy(bench, cheat)).get(module.name);
  // Checked together with others: it is called green when all that is asked of it is said to hold.
  const byGreenbar = own === undefined || own.requirements.every(({ status }) => status !== "fails");
  return { byCode: code === 0, byReport: code === 0 && passed === planned, byGreenbar };
}
