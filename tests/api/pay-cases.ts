/** Worked cases of pay, by the words of whoever worked them: what is asked, and what must come out. */
type Expected = {
  decision?: "ACCEPT" | "REFUSE" | "HOLD" | "WARN";
  code?: string;
  amount?: string;
  payable?: string;
};
type Flat = { year?: string; amount?: string; school?: string; function?: string; staff?: string };

/** IFIC: amount, function, person, year. */
export const ific: [id: string, asked: Flat, expected: Expected][] = [
  ["07a", { year: "2011-2012", amount: "399.99" }, { decision: "REFUSE", code: "PAY-03" }],
  ["07b", { year: "2011-2012", amount: "400.00" }, { decision: "ACCEPT" }],
  ["07c", { year: "2011-2012", amount: "2400.00" }, { decision: "ACCEPT" }],
  ["07d", { year: "2011-2012", amount: "2400.01" }, { decision: "REFUSE", code: "PAY-03" }],
  ["07e", { year: "2011-2012", amount: "399.00" }, { decision: "REFUSE", code: "PAY-03" }],
  ["07f", { year: "2011-2012", amount: "0.00" }, { decision: "REFUSE", code: "PAY-03" }],
  ["08a", { year: "2011-2012", school: "college", function: "referent_usages_numeriques" }, { decision: "ACCEPT" }],
  ["08b", { year: "2011-2012", school: "college", function: "prefet_des_etudes" }, { decision: "ACCEPT" }],
  ["08c", { year: "2011-2012", school: "lycee", function: "referent_culture" }, { decision: "ACCEPT" }],
  ["08d", { year: "2011-2012", school: "lycee", function: "tutorat" }, { decision: "ACCEPT" }],
  [
    "08e",
    { year: "2011-2012", school: "college", function: "referent_culture" },
    { decision: "REFUSE", code: "PAY-04" },
  ],
  ["08f", { year: "2011-2012", school: "college", function: "tutorat" }, { decision: "REFUSE", code: "PAY-04" }],
  [
    "08g",
    { year: "2011-2012", school: "college", function: "administrateur_reseau" },
    { decision: "REFUSE", code: "PAY-04" },
  ],
  [
    "08h",
    { year: "2011-2012", school: "lycee", function: "coordination_discipline" },
    { decision: "REFUSE", code: "PAY-04" },
  ],
  ["09a", { staff: "CPE", school: "college", function: "referent_usages_numeriques" }, { decision: "ACCEPT" }],
  ["09b", { staff: "CPE", school: "college", function: "pronote" }, { decision: "REFUSE", code: "PAY-04" }],
  [
    "09c",
    { staff: "TEACHER", school: "ecole", function: "referent_usages_numeriques" },
    { decision: "REFUSE", code: "PAY-05" },
  ],
  [
    "09d",
    { staff: "OTHER", school: "lycee", function: "referent_usages_numeriques" },
    { decision: "REFUSE", code: "PAY-05" },
  ],
  ["14a", { year: "2015-2016", amount: "400.00" }, { decision: "REFUSE", code: "PAY-07" }],
  ["14b", { year: "2014-2015", amount: "400.00" }, { decision: "ACCEPT" }],
];

export const imp: [id: string, amount: string, expected: Expected][] = [
  ["15a", "312.50", { decision: "ACCEPT" }],
  ["15b", "625.00", { decision: "ACCEPT" }],
  ["15c", "1250.00", { decision: "ACCEPT" }],
  ["15d", "2500.00", { decision: "ACCEPT" }],
  ["15e", "3750.00", { decision: "ACCEPT" }],
  ["15f", "1000.00", { decision: "REFUSE", code: "PAY-14" }],
  ["15g", "400.00", { decision: "REFUSE", code: "PAY-14" }],
];

type Timing = { on: string; form: "WHOLE" | "NINTHS"; serviceDone?: boolean; recteurDecided?: boolean };
export const timing: [id: string, asked: Timing, expected: Expected][] = [
  ["13a", { on: "2011-11-25", form: "NINTHS" }, { decision: "REFUSE", code: "PAY-06" }],
  ["13b", { on: "2012-07-25", form: "WHOLE", serviceDone: true, recteurDecided: true }, { decision: "ACCEPT" }],
  [
    "13c",
    { on: "2012-07-25", form: "WHOLE", serviceDone: true, recteurDecided: false },
    { decision: "HOLD", code: "EVD-04" },
  ],
  ["13d", { on: "2012-03-25", form: "WHOLE", serviceDone: true }, { decision: "REFUSE", code: "PAY-06" }],
  ["13e", { on: "2012-07-25", form: "WHOLE", serviceDone: false }, { decision: "REFUSE", code: "PAY-06" }],
];

/** [id, corps, grade, date, which figure, euros] */
export const rates: [string, string, string, string, "hse" | "hsa" | "hsaFirst", string][] = [
  ["16a", "certifie", "CN", "2011-11-15", "hse", "37.36"],
  ["16b", "certifie", "HC", "2011-11-15", "hse", "41.10"],
  ["16c", "PLP", "CN", "2011-11-15", "hse", "37.36"],
  ["16d", "PEPS", "CN", "2011-11-15", "hse", "33.63"],
  ["16e", "agrege", "CN", "2011-11-15", "hse", "53.43"],
  ["16f", "agrege_EPS", "HC", "2011-11-15", "hse", "51.86"],
  ["17a", "certifie", "CN", "2008-11-15", "hse", "36.88"],
  ["17b", "agrege", "CN", "2008-11-15", "hse", "52.74"],
  ["17c", "agrege", "HC", "2010-09-01", "hsa", "1692.55"],
  ["17d", "agrege_EPS", "HC", "2010-09-01", "hsa", "1493.43"],
  ["17e", "certifie", "CN", "2017-11-09", "hsa", "1132.22"],
  ["17f", "certifie", "CN", "2017-11-09", "hsaFirst", "1358.66"],
  ["17g", "agrege", "HC", "2017-11-09", "hsa", "1809.99"],
  ["17h", "agrege", "HC", "2017-11-09", "hsaFirst", "2171.99"],
  ["17i", "certifie", "CN", "2022-11-15", "hsa", "1189.75"],
  ["17j", "PEPS", "CN", "2022-11-15", "hsa", "1070.78"],
  ["2009", "certifie", "CN", "2009-11-15", "hse", "37.18"],
];

type Vacation = { level: string; rate: string; internal: boolean };
export const vacations: [id: string, asked: Vacation, expected: Expected][] = [
  ["24a", { level: "sensibilisation", rate: "24.99", internal: true }, { decision: "REFUSE", code: "PAY-11" }],
  ["24b", { level: "sensibilisation", rate: "25.00", internal: true }, { decision: "ACCEPT" }],
  ["24c", { level: "sensibilisation", rate: "40.00", internal: true }, { decision: "ACCEPT" }],
  ["24d", { level: "sensibilisation", rate: "40.01", internal: true }, { decision: "REFUSE", code: "PAY-11" }],
  ["24e", { level: "approfondissement", rate: "80.00", internal: true }, { decision: "ACCEPT" }],
  ["24f", { level: "expertise", rate: "34.99", internal: true }, { decision: "REFUSE", code: "PAY-11" }],
  ["24g", { level: "expertise", rate: "35.00", internal: true }, { decision: "ACCEPT" }],
  ["24h", { level: "expertise", rate: "90.01", internal: true }, { decision: "REFUSE", code: "PAY-11" }],
  [
    "24i",
    { level: "conference_exceptionnelle", rate: "120.00", internal: true },
    { decision: "REFUSE", code: "PAY-11" },
  ],
  ["24j", { level: "conference_exceptionnelle", rate: "120.00", internal: false }, { decision: "ACCEPT" }],
];
