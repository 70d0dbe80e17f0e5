/** What a lesson plan counts with; without the editor, so that a page that only reads loads none of it. */
export const modalities = ["ON_SITE", "REMOTE", "IN_CLASS"] as const;
export type PhaseModality = (typeof modalities)[number];

export const phaseLimits = { title: 200, minutes: 600 } as const;

export type PlannedPhase = { title: string; minutes: number; startsAt: number };
type Block = { type?: string; attrs?: Record<string, unknown> };

export function phaseTitle(value: unknown): string {
  return typeof value === "string" ? value.slice(0, phaseLimits.title) : "";
}

/** Whole minutes, 0 to 600. */
export function phaseMinutes(value: unknown): number {
  return boundedInteger(value, 0, phaseLimits.minutes);
}

export function phaseModality(value: unknown): PhaseModality {
  return modalities.find((modality) => modality === value) ?? "IN_CLASS";
}

/** The phases among the blocks of first level, in their order, with the minute each begins at. */
export function phasesOf(blocks: readonly Block[]): PlannedPhase[] {
  let startsAt = 0;
  return blocks.flatMap(({ type, attrs }) => {
    if (type !== "phase") return [];
    const phase = { title: phaseTitle(attrs?.title), minutes: phaseMinutes(attrs?.minutes), startsAt };
    startsAt += phase.minutes;
    return [phase];
  });
}

export function boundedInteger(value: unknown, least: number, most: number): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : least;
}
