export type AcademieKey = {
  code: string;
  name: string;
  /** Zone of school holidays in 2012; null where the académie sets its own. */
  zone: "A" | "B" | "C" | null;
  publicPupils: number;
  privatePupils: number;
};

/** Where the weights come from, shown beside every share. */
export const keySource =
  "Clé provisoire : élèves de collège de la session 2021 par académie (données ouvertes), dans l’attente des effectifs 2011-2012";
export const keyIsProvisional = true;

/** The 30 académies of 2012: public pupils weigh for programmes 140 and 141, private ones for 139. */
export const academies: readonly AcademieKey[] = [
  { code: "01", name: "Paris", zone: "C", publicPupils: 55_865, privatePupils: 30_132 },
  { code: "02", name: "Aix-Marseille", zone: "B", publicPupils: 118_284, privatePupils: 28_490 },
  { code: "03", name: "Besançon", zone: "B", publicPupils: 47_950, privatePupils: 10_187 },
  { code: "04", name: "Bordeaux", zone: "C", publicPupils: 131_277, privatePupils: 30_665 },
  { code: "05", name: "Caen", zone: "A", publicPupils: 52_647, privatePupils: 16_346 },
  { code: "06", name: "Clermont-Ferrand", zone: "A", publicPupils: 48_051, privatePupils: 12_982 },
  { code: "07", name: "Dijon", zone: "B", publicPupils: 63_050, privatePupils: 9_958 },
  { code: "08", name: "Grenoble", zone: "A", publicPupils: 134_509, privatePupils: 37_108 },
  { code: "09", name: "Lille", zone: "B", publicPupils: 157_078, privatePupils: 58_563 },
  { code: "10", name: "Lyon", zone: "A", publicPupils: 122_653, privatePupils: 49_481 },
  { code: "11", name: "Montpellier", zone: "A", publicPupils: 113_500, privatePupils: 23_412 },
  { code: "12", name: "Nancy-Metz", zone: "A", publicPupils: 92_022, privatePupils: 15_367 },
  { code: "13", name: "Poitiers", zone: "B", publicPupils: 68_946, privatePupils: 13_746 },
  { code: "14", name: "Rennes", zone: "A", publicPupils: 94_086, privatePupils: 72_167 },
  { code: "15", name: "Strasbourg", zone: "B", publicPupils: 76_824, privatePupils: 13_727 },
  { code: "16", name: "Toulouse", zone: "A", publicPupils: 116_920, privatePupils: 25_238 },
  { code: "17", name: "Nantes", zone: "A", publicPupils: 115_400, privatePupils: 84_055 },
  { code: "18", name: "Orléans-Tours", zone: "B", publicPupils: 108_190, privatePupils: 18_288 },
  { code: "19", name: "Reims", zone: "B", publicPupils: 51_904, privatePupils: 11_803 },
  { code: "20", name: "Amiens", zone: "B", publicPupils: 82_804, privatePupils: 16_699 },
  { code: "21", name: "Rouen", zone: "B", publicPupils: 80_409, privatePupils: 15_641 },
  { code: "22", name: "Limoges", zone: "B", publicPupils: 27_747, privatePupils: 3_187 },
  { code: "23", name: "Nice", zone: "B", publicPupils: 85_142, privatePupils: 15_300 },
  { code: "24", name: "Créteil", zone: "C", publicPupils: 208_598, privatePupils: 31_137 },
  { code: "25", name: "Versailles", zone: "C", publicPupils: 252_819, privatePupils: 56_439 },
  { code: "27", name: "Corse", zone: null, publicPupils: 12_603, privatePupils: 744 },
  { code: "28", name: "La Réunion", zone: null, publicPupils: 54_927, privatePupils: 4_964 },
  { code: "31", name: "Martinique", zone: null, publicPupils: 15_978, privatePupils: 2_757 },
  { code: "32", name: "Guadeloupe", zone: null, publicPupils: 22_319, privatePupils: 2_718 },
  { code: "33", name: "Guyane", zone: null, publicPupils: 22_664, privatePupils: 1_975 },
];

/** The weight of an académie for each programme. */
export const weightOf = ({ publicPupils, privatePupils }: AcademieKey, programme: 139 | 140 | 141): number =>
  programme === 139 ? privatePupils : publicPupils;

/** The training credits of phase 2, spring 2012, outside titre 2. Cents. */
export const phase2Training = {
  code: "DUNE-2012-FORMATION",
  label: "Plan DUNE, phase 2 : crédits de formation",
  exercise: 2012,
  totalCents: 376_000_000,
  programmes: [
    { programme: 140, totalCents: 75_200_000 },
    { programme: 141, totalCents: 225_600_000 },
    { programme: 139, totalCents: 75_200_000 },
  ],
} as const;

/** « Académie d’Amiens », « Académie de la Guyane » : the name with its article. */
export function academieName(name: string): string {
  if (["Guadeloupe", "Guyane", "Martinique"].includes(name)) return `Académie de la ${name}`;
  return `Académie ${/^[AEIOUÉ]/.test(name) ? "d’" : "de "}${name}`;
}
