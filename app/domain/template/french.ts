import type { JSONContent } from "@tiptap/core";
import { grid, h, list, p, part, phase } from "./blocks";
import type { TemplateId } from "./schema";

/** Documents of the present schema, without their title. */
export const french: Record<TemplateId, JSONContent[]> = {
  TEAM_LESSON: [
    h(3, "L'équipe et le sujet"),
    grid(["Qui", "Discipline et niveau", "Part du travail"], ["", "", ""]),
    part("OBJECTIVE", p("À la fin de la séance, les élèves savent…")),
    part(
      "MATERIAL",
      list("Matériel et salle", "Ressources et droits d'usage", "Solution de repli si le réseau manque"),
    ),
    h(3, "Déroulement"),
    phase(
      { title: "Mise en route", minutes: 10, grouping: "WHOLE_CLASS" },
      part("INSTRUCTION", p("Ce que les élèves entendent ou lisent.")),
      part("TEACHER_ROLE", p("Ce que fait le professeur pendant ce temps.")),
    ),
    phase(
      { title: "Recherche", minutes: 30, grouping: "GROUPS" },
      part("INSTRUCTION", p()),
      part("TEACHER_ROLE", p()),
      part("DIFFERENTIATION", p("Pour qui avance vite, pour qui a besoin d'appui.")),
    ),
    phase(
      { title: "Mise en commun", minutes: 15, grouping: "WHOLE_CLASS" },
      part("INSTRUCTION", p()),
      part("ASSESSMENT", p("À quoi voit-on que l'objectif est atteint ?")),
    ),
    h(3, "Avant l'essai en classe"),
    list(
      "Ce que le numérique apporte ici",
      "Ce que l'équipe observera",
      "Qui essaie, dans quelle classe, à quelle date",
    ),
    part("TRAINER_NOTE", p("Une question à poser au formateur.")),
    p(),
  ],
  CLASS_OBSERVATION: [
    p("Une personne de l'équipe mène la séance, une autre observe. Aucun nom d'élève : « un élève », « un groupe »."),
    grid(["Repère", "Note"], ["Date et heure", "Niveau", "Nombre d'élèves", "Qui mène, qui observe"]),
    h(3, "Ce que l'on regarde"),
    grid(
      ["Moment", "Prévu", "Observé", "À retenir"],
      [
        "Consigne comprise",
        "Entrée dans l'activité",
        "Usage du matériel",
        "Échanges entre élèves",
        "Traces produites",
        "Durée",
      ],
    ),
    h(3, "Faits marquants"),
    list("Un moment où cela marche", "Un moment où cela bloque", "Un imprévu, et ce qui a été fait"),
    part("ASSESSMENT", p("Ce que les productions montrent de l'objectif.")),
    p(),
  ],
  LOGBOOK: [
    p("Quelques lignes après chaque moment de travail : ce qui a été fait, décidé, et ce qui reste à faire."),
    grid(["Date", "Étape", "Ce que nous avons fait", "Décision", "Reste à faire, par qui"], ["", "", "", "", ""]),
    h(3, "Ce que j'apprends"),
    list("Une découverte", "Une difficulté", "Une question pour le prochain regroupement"),
    h(3, "Ressources à garder"),
    list("Titre, auteur, adresse, droits d'usage"),
    p(),
  ],
};
