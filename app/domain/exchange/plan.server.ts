import type { JSONContent } from "@tiptap/core";
import { imageAddress } from "~/editor/images";
import { citationKey, citationsOf, minutesByModality, type PlannedPhase, phasesOf } from "~/editor/lesson";
import { type Locale, type T, translator } from "~/i18n/catalogue";
import { typeset } from "~/i18n/typography";
import { competenceLabels } from "../c2i2e/queries.server";
import type { Owed } from "./schema";
import { oneLine } from "./text";
import type { Picture, Plan } from "./tree";
import { blocksOf, type Surroundings } from "./walk";

export type Source = {
  id: string;
  title: string;
  plannedMinutes: number;
  team: string | null;
  cohort: string;
  document: JSONContent;
  pictures: ReadonlyMap<string, Picture>;
  /** The copy shows the scenario as it was then. */
  at: Date;
  timeZone: string;
  /** « https://entrepairs.example » */
  origin: string;
  /** The number of the version it is. */
  version?: number;
  /** What is owed to the authors of what it was copied from, or of the published text it is. */
  owed?: Owed | null;
  /** Where it stands in the library, with what is said of it there. */
  published?: { path: string; facts: string[] };
};

/** A cleaned document with the words of a language; as typed where `verbatim`, by the typography of French otherwise. */
export async function planOf(source: Source, locale: Locale, verbatim = false): Promise<Plan> {
  const t = translator(locale, source.timeZone);
  const labels = await competenceLabels(citationsOf(source.document.content ?? []));
  const set = locale === "fr" && !verbatim ? typeset : (text: string) => text;
  const path = source.published?.path ?? `/scenarios/${source.id}`;
  const url = `${source.origin}${path}`;
  const around: Surroundings = {
    typeset: set,
    phase: (phase) => phaseWords(t, phase),
    part: (kind) => t(`scenario.part.${kind}`),
    competences: t("exchange.file.competences"),
    competence: (cited) => {
      const framework = t.find(`c2i2e.framework.${cited.framework}`) ?? cited.framework;
      const label = labels.get(citationKey(cited));
      return label
        ? t("exchange.file.competence", { ...cited, framework, label })
        : t("exchange.file.unknownCompetence", { ...cited, framework });
    },
    picture: (id) => ({
      picture: source.pictures.get(id) ?? null,
      url: `${source.origin}${source.published ? `${path}/images/${id}` : imageAddress(source.id, id)}`,
    }),
  };
  return {
    lang: locale,
    title: set(oneLine(source.title)),
    facts: source.published?.facts.map(set) ?? [
      ...(source.team ? [t("exchange.file.team", { team: oneLine(source.team) })] : []),
      t("exchange.file.cohort", { cohort: oneLine(source.cohort) }),
      t("exchange.file.planned", { minutes: source.plannedMinutes }),
      t("exchange.file.day", { at: source.at }),
      ...(source.owed ? [t("scenarioLibrary.lineage.after", { credit: oneLine(source.owed.credit) })] : []),
    ],
    blocks: blocksOf(source.document, source.title, around),
    totals: totalsOf(t, phasesOf(source.document.content ?? []), source.plannedMinutes),
    record: { url, sentence: t("exchange.file.record", { url }), qr: t("exchange.file.qr", { url }) },
  };
}

function phaseWords(t: T, { title, minutes, startsAt, modality, grouping, place }: PlannedPhase) {
  const facts = [
    t("exchange.file.minutes", { minutes }),
    t("exchange.file.range", { from: startsAt, to: startsAt + minutes }),
    t(`scenario.modality.${modality}`),
    ...(grouping ? [t(`scenario.grouping.${grouping}`)] : []),
    ...(place.trim() ? [t("exchange.file.place", { place: place.trim() })] : []),
  ];
  return { title: title.trim() || t("exchange.file.untitledPhase"), facts: facts.join(" · ") };
}

function totalsOf(t: T, phases: readonly PlannedPhase[], plannedMinutes: number): Plan["totals"] {
  const minutes = (count: number) => t("exchange.file.minutes", { minutes: count });
  const sums = minutesByModality(phases);
  const total = sums.reduce((sum, one) => sum + one.minutes, 0);
  return {
    heading: t("exchange.file.totals"),
    columns: [t("exchange.file.modality"), t("exchange.file.length")],
    rows: sums.map(({ modality, minutes: count }) => [t(`scenario.modality.${modality}`), minutes(count)]),
    total: [t("exchange.file.total", { planned: plannedMinutes }), minutes(total)],
  };
}
