import type { RatedCorps } from "~/domain/pay/rate-basis";
import { ROUNDING } from "~/domain/pay/rules/rates";

/** Yearly value of one point of index, in ten-thousandths of a euro, from that day on. */
export const pointValues = [
  { from: "2008-10-01", point: 548_475 },
  { from: "2009-07-01", point: 551_217 },
  { from: "2009-10-01", point: 552_871 },
  { from: "2010-07-01", point: 555_635 },
  { from: "2016-07-01", point: 558_969 },
  { from: "2017-02-01", point: 562_323 },
  { from: "2022-07-01", point: 582_004 },
  { from: "2023-07-01", point: 590_734 },
] as const;

/** First and last index (INM) of the classe normale. Between two rows nothing was checked: no rate there. */
export const indexBounds = [
  { from: "2008-10-01", to: "2016-12-31", others: [349, 658], agreges: [379, 821] },
  { from: "2017-09-01", to: "2018-12-31", others: [383, 664], agreges: [443, 825] },
  { from: "2022-07-01", to: "2023-12-31", others: [390, 673], agreges: [450, 830] },
  { from: "2024-01-01", to: null, others: [395, 678], agreges: [455, 835] },
] as const;

const TEXT = "Décret n° 50-1253 du 6 octobre 1950, art. 2 et 5";
const SOURCE_2008_10 = `${TEXT} ; vérifié sur les HSA et HSE publiées en octobre 2008`;
const SOURCE_2009 = `${TEXT} ; calculé ; bornes d’indices égales en octobre 2008 et en septembre 2010`;
const SOURCE_2010_07 = `${TEXT} ; vérifié sur les HSA publiées en septembre 2010`;
const SOURCE_2016_07 = `${TEXT} ; calculé ; bornes d’indices inchangées jusqu’au 31 décembre 2016`;
const SOURCE_2017_09 = `${TEXT} ; vérifié sur les HSA publiées en novembre 2017`;
const SOURCE_2022_07 = `${TEXT} ; vérifié sur les HSA publiées en 2022-2023`;
const SOURCE_2023_07 = `${TEXT} ; calculé ; point du 1er juillet 2023`;
const SOURCE_2024_01 = `${TEXT} ; calculé ; cinq points d’indice au 1er janvier 2024 (à vérifier)`;

/** [HSE an hour, HSA a year, first HSA a year], cents. */
type Rate = readonly [number, number, number];
type Period = {
  from: string;
  to: string | null;
  source: string;
  rates: Record<RatedCorps, { CN: Rate; HC: Rate }>;
};

/**
 * Periods for which indices and point are both established. The indices moved between January and August 2017 and from
 * 2019 to June 2022: no row there, so that a service of those days is held.
 */
export const periods: readonly Period[] = [
  {
    from: "2008-10-01",
    to: "2009-06-30",
    source: SOURCE_2008_10,
    rates: {
      CERTIFIE: { CN: [3688, 106214, 127457], HC: [4057, 116836, 140203] },
      PLP: { CN: [3688, 106214, 127457], HC: [4057, 116836, 140203] },
      PEPS: { CN: [3319, 95593, 114711], HC: [3651, 105152, 126183] },
      AGREGE: { CN: [5274, 151885, 182262], HC: [5801, 167074, 200489] },
      AGREGE_EPS: { CN: [4653, 134017, 160820], HC: [5119, 147418, 176902] },
    },
  },
  {
    from: "2009-07-01",
    to: "2009-09-30",
    source: SOURCE_2009,
    rates: {
      CERTIFIE: { CN: [3706, 106745, 128094], HC: [4077, 117420, 140904] },
      PLP: { CN: [3706, 106745, 128094], HC: [4077, 117420, 140904] },
      PEPS: { CN: [3336, 96071, 115285], HC: [3669, 105678, 126813] },
      AGREGE: { CN: [5300, 152645, 183174], HC: [5830, 167909, 201491] },
      AGREGE_EPS: { CN: [4677, 134687, 161624], HC: [5144, 148155, 177786] },
    },
  },
  {
    from: "2009-10-01",
    to: "2010-06-30",
    source: SOURCE_2009,
    rates: {
      CERTIFIE: { CN: [3718, 107066, 128479], HC: [4089, 117772, 141327] },
      PLP: { CN: [3718, 107066, 128479], HC: [4089, 117772, 141327] },
      PEPS: { CN: [3346, 96359, 115631], HC: [3680, 105995, 127194] },
      AGREGE: { CN: [5316, 153103, 183723], HC: [5848, 168413, 202096] },
      AGREGE_EPS: { CN: [4691, 135091, 162109], HC: [5160, 148600, 178320] },
    },
  },
  {
    from: "2010-07-01",
    to: "2016-06-30",
    source: SOURCE_2010_07,
    rates: {
      CERTIFIE: { CN: [3736, 107601, 129121], HC: [4110, 118361, 142033] },
      PLP: { CN: [3736, 107601, 129121], HC: [4110, 118361, 142033] },
      PEPS: { CN: [3363, 96841, 116209], HC: [3699, 106525, 127830] },
      AGREGE: { CN: [5343, 153868, 184642], HC: [5877, 169255, 203106] },
      AGREGE_EPS: { CN: [4714, 135766, 162919], HC: [5186, 149343, 179211] },
    },
  },
  {
    from: "2016-07-01",
    to: "2016-12-31",
    source: SOURCE_2016_07,
    rates: {
      CERTIFIE: { CN: [3759, 108246, 129896], HC: [4134, 119071, 142885] },
      PLP: { CN: [3759, 108246, 129896], HC: [4134, 119071, 142885] },
      PEPS: { CN: [3383, 97422, 116906], HC: [3721, 107164, 128597] },
      AGREGE: { CN: [5375, 154791, 185750], HC: [5912, 170271, 204325] },
      AGREGE_EPS: { CN: [4742, 136581, 163897], HC: [5217, 150239, 180286] },
    },
  },
  {
    from: "2017-09-01",
    to: "2018-12-31",
    source: SOURCE_2017_09,
    rates: {
      CERTIFIE: { CN: [3931, 113222, 135866], HC: [4324, 124544, 149452] },
      PLP: { CN: [3931, 113222, 135866], HC: [4324, 124544, 149452] },
      PEPS: { CN: [3538, 101899, 122279], HC: [3892, 112089, 134507] },
      AGREGE: { CN: [5713, 164544, 197453], HC: [6285, 180999, 217199] },
      AGREGE_EPS: { CN: [5041, 145186, 174223], HC: [5545, 159705, 191646] },
    },
  },
  {
    from: "2022-07-01",
    to: "2023-06-30",
    source: SOURCE_2022_07,
    rates: {
      CERTIFIE: { CN: [4131, 118975, 142770], HC: [4544, 130873, 157047] },
      PLP: { CN: [4131, 118975, 142770], HC: [4544, 130873, 157047] },
      PEPS: { CN: [3718, 107078, 128493], HC: [4090, 117785, 141342] },
      AGREGE: { CN: [5969, 171915, 206298], HC: [6566, 189107, 226928] },
      AGREGE_EPS: { CN: [5267, 151690, 182028], HC: [5794, 166859, 200230] },
    },
  },
  {
    from: "2023-07-01",
    to: "2023-12-31",
    source: SOURCE_2023_07,
    rates: {
      CERTIFIE: { CN: [4193, 120760, 144912], HC: [4612, 132836, 159403] },
      PLP: { CN: [4193, 120760, 144912], HC: [4612, 132836, 159403] },
      PEPS: { CN: [3774, 108684, 130420], HC: [4151, 119552, 143462] },
      AGREGE: { CN: [6059, 174494, 209392], HC: [6665, 191943, 230332] },
      AGREGE_EPS: { CN: [5346, 153965, 184758], HC: [5881, 169362, 203234] },
    },
  },
  {
    from: "2024-01-01",
    to: null,
    source: SOURCE_2024_01,
    rates: {
      CERTIFIE: { CN: [4232, 121896, 146275], HC: [4656, 134085, 160902] },
      PLP: { CN: [4232, 121896, 146275], HC: [4656, 134085, 160902] },
      PEPS: { CN: [3809, 109706, 131647], HC: [4190, 120677, 144812] },
      AGREGE: { CN: [6106, 175857, 211028], HC: [6717, 193443, 232131] },
      AGREGE_EPS: { CN: [5388, 155168, 186201], HC: [5927, 170685, 204822] },
    },
  },
];

/** Rows of the table of rates, one for each corps, grade and period. */
export const hseRates = periods.flatMap(({ from, to, source, rates }) =>
  (Object.keys(rates) as RatedCorps[]).flatMap((corps) =>
    (["CN", "HC"] as const).map((grade) => {
      const [hourlyCents, yearlyCents, firstYearlyCents] = rates[corps][grade];
      return {
        channel: "HSE" as const,
        corps,
        grade,
        hourlyCents,
        yearlyCents,
        firstYearlyCents,
        validFrom: from,
        validTo: to,
        source,
        rounding: ROUNDING,
      };
    }),
  ),
);
