/** Zones of holidays. FR: public holidays, in every zone. */
export type Zone = "A" | "B" | "C" | "FR";
export type SchoolYearSeed = {
  id: string;
  /** First and last day of classes. */
  startsOn: string;
  endsOn: string;
  source: string;
  /** First and last day without class, both included. */
  holidays: { zone: Zone; label: string; startsOn: string; endsOn: string }[];
};

const source = "Calendrier scolaire national, saisi de mémoire : à vérifier sur l’arrêté de l’année";
type Span = readonly [label: string, startsOn: string, endsOn?: string];
const zones = ["A", "B", "C"] as const;

/** Holidays common to the three zones, those of each zone, and public holidays. */
function holidays(common: Span[], own: Record<"A" | "B" | "C", Span[]>, free: Span[]): SchoolYearSeed["holidays"] {
  const rows = (zone: Zone, spans: Span[]) =>
    spans.map(([label, startsOn, endsOn = startsOn]) => ({ zone, label, startsOn, endsOn }));
  return [...zones.flatMap((zone) => rows(zone, [...common, ...own[zone]])), ...rows("FR", free)];
}

export const schoolYears: readonly SchoolYearSeed[] = [
  {
    id: "2011-2012",
    startsOn: "2011-09-05",
    endsOn: "2012-07-05",
    source,
    holidays: holidays(
      [
        ["Toussaint", "2011-10-22", "2011-11-02"],
        ["Noël", "2011-12-17", "2012-01-02"],
      ],
      {
        A: [
          ["Hiver", "2012-02-11", "2012-02-26"],
          ["Printemps", "2012-04-07", "2012-04-22"],
        ],
        B: [
          ["Hiver", "2012-02-25", "2012-03-11"],
          ["Printemps", "2012-04-21", "2012-05-06"],
        ],
        C: [
          ["Hiver", "2012-02-18", "2012-03-04"],
          ["Printemps", "2012-04-14", "2012-04-29"],
        ],
      },
      [
        ["Toussaint (1er novembre)", "2011-11-01"],
        ["11 novembre", "2011-11-11"],
        ["Noël (25 décembre)", "2011-12-25"],
        ["Jour de l’an", "2012-01-01"],
        ["Lundi de Pâques", "2012-04-09"],
        ["Fête du travail", "2012-05-01"],
        ["8 mai", "2012-05-08"],
        ["Ascension", "2012-05-17"],
        ["Lundi de Pentecôte", "2012-05-28"],
      ],
    ),
  },
  {
    id: "2012-2013",
    startsOn: "2012-09-04",
    endsOn: "2013-07-05",
    source,
    holidays: holidays(
      [
        ["Toussaint", "2012-10-27", "2012-11-11"],
        ["Noël", "2012-12-22", "2013-01-06"],
      ],
      {
        A: [
          ["Hiver", "2013-02-23", "2013-03-10"],
          ["Printemps", "2013-04-20", "2013-05-05"],
        ],
        B: [
          ["Hiver", "2013-02-16", "2013-03-03"],
          ["Printemps", "2013-04-13", "2013-04-28"],
        ],
        C: [
          ["Hiver", "2013-03-02", "2013-03-17"],
          ["Printemps", "2013-04-27", "2013-05-12"],
        ],
      },
      [
        ["Toussaint (1er novembre)", "2012-11-01"],
        ["11 novembre", "2012-11-11"],
        ["Noël (25 décembre)", "2012-12-25"],
        ["Jour de l’an", "2013-01-01"],
        ["Lundi de Pâques", "2013-04-01"],
        ["Fête du travail", "2013-05-01"],
        ["8 mai", "2013-05-08"],
        ["Ascension", "2013-05-09"],
        ["Lundi de Pentecôte", "2013-05-20"],
      ],
    ),
  },
  {
    id: "2013-2014",
    startsOn: "2013-09-03",
    endsOn: "2014-07-04",
    source,
    holidays: holidays(
      [
        ["Toussaint", "2013-10-19", "2013-11-03"],
        ["Noël", "2013-12-21", "2014-01-05"],
      ],
      {
        A: [
          ["Hiver", "2014-03-01", "2014-03-16"],
          ["Printemps", "2014-04-26", "2014-05-11"],
        ],
        B: [
          ["Hiver", "2014-02-22", "2014-03-09"],
          ["Printemps", "2014-04-19", "2014-05-04"],
        ],
        C: [
          ["Hiver", "2014-02-15", "2014-03-02"],
          ["Printemps", "2014-04-12", "2014-04-27"],
        ],
      },
      [
        ["Toussaint (1er novembre)", "2013-11-01"],
        ["11 novembre", "2013-11-11"],
        ["Noël (25 décembre)", "2013-12-25"],
        ["Jour de l’an", "2014-01-01"],
        ["Lundi de Pâques", "2014-04-21"],
        ["Fête du travail", "2014-05-01"],
        ["8 mai", "2014-05-08"],
        ["Ascension", "2014-05-29"],
        ["Lundi de Pentecôte", "2014-06-09"],
      ],
    ),
  },
];
