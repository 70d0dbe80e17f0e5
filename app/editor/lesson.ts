/** What a lesson plan counts with; without the editor, so that a page that only reads loads none of it. */
export const modalities = ["ON_SITE", "REMOTE", "IN_CLASS"] as const;
export type PhaseModality = (typeof modalities)[number];

export const groupings = ["WHOLE_CLASS", "GROUPS", "PAIRS", "INDIVIDUAL"] as const;
export type PhaseGrouping = (typeof groupings)[number];

/** What a part of a lesson is about. */
export const partKinds = [
  "OBJECTIVE",
  "MATERIAL",
  "INSTRUCTION",
  "TEACHER_ROLE",
  "DIFFERENTIATION",
  "ASSESSMENT",
  "TRAINER_NOTE",
] as const;
export type PartKind = (typeof partKinds)[number];

export const phaseLimits = { title: 200, minutes: 600, place: 120 } as const;

/** A competence is cited by the three; its label is looked up, never written in the text. */
export type Citation = { framework: string; version: string; code: string };

export type PlannedPhase = {
  title: string;
  minutes: number;
  startsAt: number;
  modality: PhaseModality;
  /** Empty when nothing was chosen. */
  grouping: PhaseGrouping | "";
  place: string;
  competences: Citation[];
};
type Block = { type?: string; attrs?: Record<string, unknown>; content?: readonly Block[] };

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

export function phaseGrouping(value: unknown): PhaseGrouping | "" {
  return groupings.find((grouping) => grouping === value) ?? "";
}

export function phasePlace(value: unknown): string {
  return typeof value === "string" ? value.slice(0, phaseLimits.place) : "";
}

export function partKind(value: unknown): PartKind {
  return partKinds.find((kind) => kind === value) ?? "INSTRUCTION";
}

/** What a competence block cites; null where it cites nothing that could be looked up. */
export function citation(attrs: Record<string, unknown> = {}): Citation | null {
  const [framework, version, code] = [attrs.framework, attrs.version, attrs.code].map((value) =>
    typeof value === "string" && /^[\w.-]{1,20}$/.test(value) ? value : null,
  );
  return framework && version && code ? { framework, version, code } : null;
}

/** « C2I2E 2010 B.2-1 » as one word: the key its label is found by. */
export const citationKey = ({ framework, version, code }: Citation) => `${framework}/${version}/${code}`;

/** Every competence the document cites, each once. */
export function citationsOf(blocks: readonly Block[]): Citation[] {
  const found = new Map<string, Citation>();
  const visit = (block: Block) => {
    const cited = block.type === "competence" ? citation(block.attrs) : null;
    if (cited) found.set(citationKey(cited), cited);
    block.content?.forEach(visit);
  };
  blocks.forEach(visit);
  return [...found.values()];
}

/** The phases among the blocks of first level, in their order, with the minute each begins at. */
export function phasesOf(blocks: readonly Block[]): PlannedPhase[] {
  let startsAt = 0;
  return blocks.flatMap(({ type, attrs, content = [] }) => {
    if (type !== "phase") return [];
    const phase = {
      title: phaseTitle(attrs?.title),
      minutes: phaseMinutes(attrs?.minutes),
      startsAt,
      modality: phaseModality(attrs?.modality),
      grouping: phaseGrouping(attrs?.grouping),
      place: phasePlace(attrs?.place),
      competences: content.flatMap((block) => (block.type === "competence" ? (citation(block.attrs) ?? []) : [])),
    };
    startsAt += phase.minutes;
    return [phase];
  });
}

/** Minutes of each modality that has any, in the order of `modalities`. */
export function minutesByModality(phases: readonly PlannedPhase[]): { modality: PhaseModality; minutes: number }[] {
  return modalities
    .map((modality) => ({
      modality,
      minutes: phases.reduce((sum, phase) => sum + (phase.modality === modality ? phase.minutes : 0), 0),
    }))
    .filter(({ minutes }) => minutes > 0);
}

export function boundedInteger(value: unknown, least: number, most: number): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : least;
}
