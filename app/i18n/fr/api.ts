export default {
  /** Refusals of this concept, found as `errors.api.<name>`. */
  errors: {
    tokenNeeded:
      "Un jeton valable est nécessaire. Créez-le dans « Mon compte » et envoyez-le dans l'en-tête Authorization.",
    scopeMissing: "Ce jeton n'a pas le droit « {scope} ». Créez-en un autre qui l'a.",
    notFound: "Cette adresse de l'API n'existe pas, ou ne vous est pas ouverte.",
    methodNotAllowed: "Cette opération n'existe pas à cette adresse. Méthodes admises : {allow}.",
    invalidParameter: "Le paramètre « {name} » n'a pas la forme attendue.",
    tooMany: "Trop de demandes en peu de temps. Attendez {seconds} secondes.",
    jsonNeeded: "Cette opération attend un corps en JSON (Content-Type: application/json), sans compression.",
    bodyTooLarge: "Le corps de la requête dépasse 256 ko.",
    noRateRow: "Aucune ligne de taux ne couvre cette date. Aucun taux voisin n'est donné à la place.",
    broken: "Le service a rencontré une panne. Réessayez dans une minute.",
  },
};
