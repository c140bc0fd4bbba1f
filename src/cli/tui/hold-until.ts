/**
 * Passes events on in their order, those that come before `ready` once it settles. Should it fail, they are passed on
 * all the same: whoever hears them says what is missing.
 */
export function holdUntil<Event>(
  ready: Promise<unknown>,
  dispatch: (event: Event) => void,
): (event: Event) => void {
  let held: Event[] | null = [];
  const release = () => {
    const events = held ?? [];
    held = null;
    for (const event of events) dispatch(event);
  };
  ready.then(release, release);
  return (event) => {
    if (held === null) dispatch(event);
    else held.push(event);
  };
}
