import { defineRule, held, refused, UNCHECKED, warned } from "./rule";

/** From here on overtime pays teaching before pupils only. */
export const HSE_TRAINING_ENDS = "2015-09-01";

export const pay08 = defineRule<{ reason: string; decided: boolean }>({
  code: "PAY-08",
  text: "Décret n° 50-1253 du 6 octobre 1950 ; rapport IGEN-IGAENR n° 2012-082 : HSA en principe exclue pour cette mission",
  inForce: { from: "1950-10-06", to: null },
  channels: ["HSA"],
  judge: ({ activity, function: named, decisions }) => {
    if (activity === undefined && named === undefined) return UNCHECKED;
    if (activity !== "TRAINING_COLLEAGUES" && !named) return null;
    const reason = decisions?.reason?.trim() ?? "";
    return decisions?.recteurDecided === true && reason
      ? warned({ reason, decided: true })
      : refused({ reason: "", decided: false });
  },
  fr: ({ reason, decided }) =>
    decided
      ? `L'HSA ne rémunère en principe ni une fonction ni une formation ; le recteur en a décidé ainsi : ${reason}.`
      : "L'HSA ne rémunère ni la fonction de référent ni une formation. Une décision motivée du recteur est nécessaire.",
  en: ({ reason, decided }) =>
    decided
      ? `The HSA pays in principle neither a function nor a training; the recteur decided so: ${reason}.`
      : "The HSA pays neither the function of référent nor a training. A reasoned decision of the recteur is needed.",
});

export const pay09 = defineRule<{ day: string }>({
  code: "PAY-09",
  text: "Décrets n° 2014-940 du 20 août 2014 et n° 2015-475 du 27 avril 2015 : l'HSE ne rémunère plus que le face-à-face pédagogique",
  inForce: { from: HSE_TRAINING_ENDS, to: null },
  channels: ["HSE"],
  judge: ({ activity, serviceDate }) => {
    if (activity !== undefined && activity !== "TRAINING_COLLEAGUES") return null;
    if (typeof serviceDate === "string" && serviceDate < HSE_TRAINING_ENDS) return null;
    if (activity === undefined || serviceDate === undefined) return UNCHECKED;
    return serviceDate === null ? null : refused({ day: serviceDate });
  },
  fr: ({ day }, f) =>
    `Une formation de collègues du ${f.date(day)} ne se paie pas en HSE : depuis le 1er septembre 2015, l'HSE ne rémunère que des heures devant élèves.`,
  en: ({ day }, f) =>
    `Training colleagues on ${f.date(day)} is not paid by HSE: since 1 September 2015 the HSE pays only hours before pupils.`,
});

export const pay10 = defineRule<{ decidedOn: string; year: string; unsaid?: boolean }>({
  code: "PAY-10",
  text: "Décret n° 2010-235 du 5 mars 2010 et arrêté du 7 mai 2012 : la vacation est le support d'une formation de collègues",
  inForce: { from: "2010-09-01", to: "2015-08-31" },
  channels: ["HSE"],
  judge: ({ activity, serviceDate, opening, schoolYear }, { today }) => {
    if (activity !== undefined && activity !== "TRAINING_COLLEAGUES") return null;
    if (typeof serviceDate === "string" && serviceDate >= HSE_TRAINING_ENDS) return null;
    if (activity === undefined || (serviceDate === undefined && opening === undefined)) return UNCHECKED;
    const year = schoolYear ?? "";
    // Tolerated practice: the rectorat opens it for a school year, by a dated decision. Where nobody says whether it did,
    // the practice is only warned of; our own lines always say it.
    if (opening === undefined) return warned({ decidedOn: "", year, unsaid: true });
    return opening !== null && (today === null || opening.decidedOn <= today)
      ? warned({ decidedOn: opening.decidedOn, year })
      : held({ decidedOn: "", year });
  },
  fr: ({ decidedOn, year, unsaid }, f) => {
    if (unsaid)
      return "La vacation (décret n° 2010-235) est le support prévu pour former des collègues ; l'HSE suppose une décision du rectorat.";
    return decidedOn
      ? `La vacation (décret n° 2010-235) est le support prévu pour former des collègues. Le rectorat a ouvert le recours à l'HSE${ofYear(year, "pour")} par décision du ${f.date(decidedOn)}.`
      : `La vacation (décret n° 2010-235) est le support prévu pour former des collègues. Le rectorat n'a pas ouvert le recours à l'HSE${ofYear(year, "pour")} : sa décision est attendue.`;
  },
  en: ({ decidedOn, year, unsaid }, f) => {
    if (unsaid)
      return "A vacation (decree 2010-235) is the proper vehicle to pay for training colleagues; HSE needs a decision of the rectorat.";
    return decidedOn
      ? `A vacation (décret 2010-235) is the proper vehicle to pay for training colleagues. The rectorat allowed HSE instead${ofYear(year, "for")} by a decision of ${f.date(decidedOn)}.`
      : `A vacation (décret 2010-235) is the proper vehicle to pay for training colleagues. The rectorat has not allowed HSE instead${ofYear(year, "for")}: its decision is awaited.`;
  },
});

const ofYear = (year: string, word: string) => (year ? ` ${word} ${year}` : "");
