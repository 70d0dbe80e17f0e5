/** The enrolments whose signature came from a browser that also signed for another person: flagged, never blocked. */
export function sharedBrowsers(
  signatures: readonly { enrolmentId: string; browserHash: string | null }[],
): Set<string> {
  const people = new Map<string, Set<string>>();
  for (const { enrolmentId, browserHash } of signatures) {
    if (browserHash === null) continue;
    const known = people.get(browserHash) ?? new Set();
    people.set(browserHash, known.add(enrolmentId));
  }
  return new Set([...people.values()].filter((known) => known.size > 1).flatMap((known) => [...known]));
}
