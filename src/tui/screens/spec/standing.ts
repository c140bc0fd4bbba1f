import type { OpenedSpec } from "../../../app/engine/calls.ts";
import type { ExampleStatus, Status } from "../../../verdict/statuses.ts";
import type { SpecVerdict } from "../../model.ts";
import type { Stop } from "./stops.ts";

/** How a requirement or an example stands, as far as is known now. */
export interface Standing {
  readonly status: Status;
  /** Said of another text or other code than there is now. */
  readonly isOld: boolean;
  /** What the check said of the example; null for requirements, and before a check. */
  readonly said: ExampleStatus | null;
}

export type Standings = ReadonlyMap<string, Standing>;

/**
 * The statuses by id: those of the last check, else those that the files alone tell. Once the spec or the code
 * changed the check's are old ones; what the files tell of the text of today (`drifted`, `unbound`) then comes first.
 */
export function standingsOf(opened: OpenedSpec, verdict: SpecVerdict | undefined): Standings {
  const known = remembered.get(opened);
  if (known !== undefined && known.verdict === verdict) return known.standings;
  const standings = createStandings(opened, verdict);
  remembered.set(opened, { verdict, standings });
  return standings;
}

const remembered = new WeakMap<
  OpenedSpec,
  { readonly verdict: SpecVerdict | undefined; readonly standings: Standings }
>();

/** Whether the verdict is of another text, or other code, than there is now. */
export function isOldVerdict({ summary }: OpenedSpec, { isOld, hash }: SpecVerdict): boolean {
  // Without a hash the check was made before anything was known of the spec's text; the disk tells of changes.
  return isOld || (hash !== "" && hash !== summary.hash);
}

/** How the stop's requirement or example stands; null where there is only a problem. */
export function standingAt(stop: Stop, standings: Standings): Standing | null {
  return stop.is === "problem" ? null : (standings.get(stop.id) ?? null);
}

function createStandings(opened: OpenedSpec, verdict: SpecVerdict | undefined): Standings {
  const standings = new Map<string, Standing>();
  const put = (id: string, own: Status, judged: Status | undefined, said: ExampleStatus | null) => {
    const isOld = verdict !== undefined && judged !== undefined && isOldVerdict(opened, verdict);
    const isOverruled = judged === undefined || (isOld && (own === "drifted" || own === "unbound"));
    standings.set(
      id,
      isOverruled ? { status: own, isOld: false, said: null } : { status: judged, isOld, said },
    );
  };
  const judged = new Map(verdict?.requirements.map((requirement) => [requirement.id, requirement]));
  const said = new Map(
    verdict?.requirements.flatMap(({ examples }) =>
      examples.map((example) => [example.id, example] as const),
    ),
  );
  const own = new Map(opened.summary.requirements.map(({ id, status }) => [id, status]));
  for (const { id, examples } of opened.requirements) {
    put(id, own.get(id) ?? "unproven", judged.get(id)?.status, null);
    for (const example of examples) {
      const told = said.get(example.id);
      put(example.id, example.status, told?.status, told ?? null);
    }
  }
  return standings;
}
