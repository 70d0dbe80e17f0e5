import { schoolYearSpan } from "../../calendar";
import { anyAbsent, defineRule, held, hourly, refused, UNCHECKED, warned } from "./rule";

export const hrs02 = defineRule<{ minutes: number | null; most: number | null }>({
  code: "HRS-02",
  text: "Décret n° 2010-235 du 5 mars 2010 et décret n° 50-1253 du 6 octobre 1950 : heures effectivement faites",
  inForce: { from: null, to: null },
  channels: hourly,
  judge: ({ minutes, session }) => {
    if (minutes === undefined || session === undefined) return UNCHECKED;
    if (minutes === null || session === null || minutes <= 0) return held({ minutes, most: session?.minutes ?? null });
    // Co-animation is agreed beforehand: each trainer is paid her share of the séance.
    const most = Math.floor(session.minutes * (session.coAnimationShare ?? 1));
    return minutes > most ? refused({ minutes, most }) : null;
  },
  fr: ({ minutes, most }, f) =>
    minutes === null || most === null
      ? "La durée de la séance ou celle de l'intervention n'est pas connue : une décision est attendue."
      : `${f.hours(minutes)} demandées pour une séance qui en compte ${f.hours(most)}.`,
  en: ({ minutes, most }, f) =>
    minutes === null || most === null
      ? "The length of the séance or of the work is not known: a decision is awaited."
      : `${f.hours(minutes)} claimed for a séance of ${f.hours(most)}.`,
});

export const hrs03 = defineRule<{ known: boolean }>({
  code: "HRS-03",
  text: "Pratique académique : le formateur intervient hors de ses heures de cours, sauf rattrapage ou autorisation",
  inForce: { from: null, to: null },
  channels: hourly,
  judge: ({ classHours }) => {
    if (classHours === undefined) return UNCHECKED;
    // No timetable of the trainer is kept: whoever certifies the service answers for it.
    if (classHours === null) return { decision: "ACCEPT", params: { known: false } };
    return classHours.overlap && !classHours.leaveGranted ? warned({ known: true }) : null;
  },
  fr: ({ known }) =>
    known
      ? "La séance se tient sur des heures de cours du formateur, sans rattrapage ni autorisation d'absence connus."
      : "L'emploi du temps du formateur n'est pas connu ici : qui certifie le service fait en répond.",
  en: ({ known }) =>
    known
      ? "The séance stands on class hours of the trainer, without known recovery or leave."
      : "The trainer's timetable is not known here: whoever certifies the service answers for it.",
});

type Params05 = { reason: "noDate" | "future" | "year" | "assignment"; day: string; from: string; to: string };

export const hrs05 = defineRule<Params05>({
  code: "HRS-05",
  text: "Service fait : l'heure est passée, dans l'année scolaire et pendant l'affectation",
  inForce: { from: null, to: null },
  channels: hourly,
  judge: ({ serviceDate: day, schoolYear, person }, { today }) => {
    if (day === null) return held({ reason: "noDate", day: "", from: "", to: "" });
    if (day === undefined) return UNCHECKED;
    if (today !== null && day > today) return refused({ reason: "future", day, from: "", to: today });
    const span = schoolYear ? schoolYearSpan(schoolYear) : null;
    if (schoolYear !== undefined && !(span && day >= span.from && day <= span.to))
      return refused({ reason: "year", day, from: span?.from ?? "", to: span?.to ?? "" });
    const assignment = person?.assignment;
    if (assignment === null) return refused({ reason: "assignment", day, from: "", to: "" });
    if (assignment && (day < assignment.from || (assignment.to !== null && day > assignment.to)))
      return refused({ reason: "assignment", day, from: assignment.from, to: assignment.to ?? "" });
    return today === null || anyAbsent(schoolYear, assignment) ? UNCHECKED : null;
  },
  fr: ({ reason, day, from, to }, f) => {
    if (reason === "noDate") return "La date du service n'est pas connue : une décision est attendue.";
    if (reason === "future") return `Le service du ${f.date(day)} n'est pas encore fait.`;
    if (reason === "year")
      return from
        ? `Le ${f.date(day)} est hors de l'année scolaire (du ${f.date(from)} au ${f.date(to)}).`
        : `Le ${f.date(day)} n'appartient à aucune année scolaire indiquée.`;
    return `Le ${f.date(day)}, la personne n'était pas affectée à ce poste.`;
  },
  en: ({ reason, day, from, to }, f) => {
    if (reason === "noDate") return "The date of service is not known: a decision is awaited.";
    if (reason === "future") return `The service of ${f.date(day)} is not done yet.`;
    if (reason === "year")
      return from
        ? `${f.date(day)} is outside the school year (${f.date(from)} to ${f.date(to)}).`
        : `${f.date(day)} belongs to no school year that was given.`;
    return `On ${f.date(day)} the person did not hold this post.`;
  },
});
