export default {
  move: {
    seance: "Aller à la séance",
    finSeance: "Aller à la fin de la séance",
    date: "Aller au {day}",
  },
  /** Refusals of this concept, found as `errors.demo.<name>`. */
  errors: {
    backwards:
      "La démonstration en est au {from:datetime} : sa date ne recule pas. Rien n'a changé. Pour repartir d'une date antérieure, relancez-la avec l'option --reset.",
    nowhere:
      "Aucune séance n'est prévue après la date affichée. Rien n'a changé. Planifiez une séance, puis recommencez.",
  },
};
