const lines = (count: number) => `${count} ligne${count > 1 ? "s" : ""}`;

export default {
  title: "Carrière de {name}",
  breadcrumb: "Carrière",
  subtitle: "Ce que les règles de paie lisent de cette personne, jour par jour.",
  ownSubtitle:
    "Ce que les règles de paie lisent de vous, jour par jour. Le rectorat l'écrit ; signalez-lui une erreur.",
  mine: "Ma carrière",
  mineHint:
    "Votre corps et votre grade fixent le taux de vos HSE et HSA. Le rectorat les écrit ; signalez-lui une erreur.",
  mineLink: "Voir le détail et les changements",
  of: "Carrière de {name}",
  link: "Carrière",
  complete: "Compléter la carrière de {name}",
  rows: "Périodes",
  none: "Aucune période n'est connue : les heures dont le taux dépend du corps et du grade attendent, ainsi que les vacations et l'IFIC.",
  gap: "Rien n'est connu {span}. Les lignes de ces jours attendent.",
  until: "jusqu'au",
  now: "depuis le {from}",
  between: "du {from} au {to}",
  days: "Jours",
  category: "Catégorie",
  categories: { TEACHER: "enseignement", CPE: "éducation", OTHER: "autre personnel" },
  corps: "Corps",
  grade: "Grade",
  service: "Service",
  services: { yes: "service complet", no: "service partiel" },
  duty: "Activité principale",
  duties: { TEACHING: "enseigner", TRAINING: "former" },
  form: {
    add: "À partir d'un jour",
    addHint:
      "Un changement de corps, de grade, de service ou d'activité. La période qui couvre ce jour s'arrête la veille.",
    from: "À partir du",
    to: "Jusqu'au, dernier jour compris",
    toHint: "Laissez vide tant que la période dure.",
    reason: "Motif de la correction",
    reasonHint: "Ce qui était faux, et la pièce qui le dit. Visible de la personne et du rectorat.",
    correct: "Corriger ou retirer",
    correctOf: "Corriger ou retirer la période {span}",
    correctTitle: "Corriger cette période",
    removeTitle: "Retirer cette période",
    removeHint: "Saisie par erreur : la période d'avant reprend ses jours. Elle reste lisible dans l'historique.",
    removeReason: "Motif du retrait",
    check: "Voir ce que cela change",
    refused: "Ce changement n'est pas possible",
  },
  check: {
    title: "Avant d'enregistrer",
    unchanged: "La carrière le dit déjà : il n'y a rien à enregistrer.",
    gone: "n'est plus",
    come: "devient",
    is: "{span} : {said}",
    goneTitle: "Ce qui s'arrête ou change",
    comeTitle: "Ce qui sera écrit",
    gap: "Rien ne sera connu {span} : les lignes de ces jours attendront.",
    paidNone: "Aucune ligne déjà payée ne dépend de ce changement.",
    paid: ({ count }: { count: number }) =>
      count > 1
        ? `${count} lignes déjà payées gardent leur montant : ce changement ne les touche pas.`
        : "1 ligne déjà payée garde son montant : ce changement ne la touche pas.",
    paidLine: "{mission}, {day} : {cents:money}, état {statement}",
    paidMore: ({ count }: { count: number }) => `et ${lines(count)} de plus`,
    elsewhere: ({ count }: { count: number }) => `${lines(count)} d'une autre académie`,
    hsa: "Une HSA dont une part est payée garde son taux jusqu'à la fin de l'année scolaire : ses parts font un seul montant.",
    controlled: "L'état {number} est contrôlé : si une de ses lignes change, il repart du projet.",
    drafted: ({ count }: { count: number }) =>
      count > 1
        ? `${count} lignes de projets sont jugées de nouveau dans la minute.`
        : "1 ligne d'un projet est jugée de nouveau dans la minute.",
    submit: "Enregistrer",
    cancel: "Ne rien changer",
  },
  done: {
    ADD: "La carrière est complétée. Les projets d'états suivent dans la minute.",
    CORRECT: "La période est corrigée. Les projets d'états suivent dans la minute.",
    REMOVE: "La période est retirée ; elle reste dans l'historique. Les projets d'états suivent dans la minute.",
    imported: ({ people }: { people: number }) =>
      people === 0
        ? "Toutes les carrières de la liste étaient déjà ainsi."
        : `${people} carrière${people > 1 ? "s" : ""} enregistrée${people > 1 ? "s" : ""}. Les projets d'états suivent dans la minute.`,
  },
  history: {
    title: "Historique",
    none: "Aucun changement n'a été fait ici.",
    kind: { ADD: "complétée", CORRECT: "corrigée", REMOVE: "retirée" },
    line: "Le {at}, {by} : période {kind}.",
    reason: "Motif : {reason}",
    before: "Avant : {said}",
    after: "Après : {said}",
    nothing: "rien",
  },
  import: {
    title: "Importer des carrières",
    subtitle:
      "Une liste de votre académie, une ligne par personne et par jour de début. Rien n'est écrit avant votre accord.",
    link: "Importer une liste de carrières",
    file: "Fichier CSV",
    fileHint:
      "UTF-8 ou Windows-1252, séparé par des points-virgules, des virgules ou des tabulations ; {lines} lignes et {kilobytes} Ko au plus.",
    list: "Ou collez la liste",
    columns:
      "Colonnes, dans cet ordre ou sous leurs titres : adresse (ou identifiant), corps, grade, service (complet ou partiel), activité principale (enseignement ou formation), à partir du, et catégorie pour un autre corps.",
    check: "Lire la liste",
    preview: "Ce que dit chaque ligne",
    line: "Ligne",
    person: "Personne",
    outcome: "Résultat",
    writes: "écrite à partir du {from}",
    same: "déjà ainsi, rien à écrire",
    refusedLine: "refusée",
    refused: ({ count }: { count: number }) =>
      `${count > 1 ? `${count} lignes sont refusées` : "Une ligne est refusée"} : corrigez la liste et lisez-la de nouveau. Rien n'est écrit tant qu'il en reste.`,
    nothing: "Toutes les carrières de la liste sont déjà ainsi.",
    submit: ({ count }: { count: number }) => (count > 1 ? `Enregistrer ${count} carrières` : "Enregistrer 1 carrière"),
  },
  errors: {
    personUnknown: "Cette personne est introuvable, ou n'exerce pas dans votre académie. Rien n'a été modifié.",
    badDay: "Ce jour n'existe pas. Écrivez-le ainsi : 01/09/2012.",
    tooEarly: "Le {day:date} est trop ancien : une carrière commence au plus tôt le {earliest:date}. Vérifiez l'année.",
    tooLate: "Le {day:date} est trop lointain : au plus tard le {latest:date}. Vérifiez l'année.",
    corpsOfAnother:
      "Ce corps n'est pas de cette catégorie : un certifié enseigne, un CPE est d'éducation. Choisissez l'un ou l'autre.",
    sameDay: "Une période commence déjà le {day:date}. Corrigez-la, ou choisissez un autre jour.",
    nothingChanges: "Depuis le {day:date} la carrière le dit déjà. Rien n'a été modifié.",
    overlaps:
      "Cette période en couvrirait une autre, qui commence le {from:date}. Changez les jours, ou corrigez d'abord l'autre.",
    endsBeforeItBegins: "Le dernier jour est avant le premier. Changez l'un des deux.",
    rowUnknown: "Cette période n'existe plus. Relisez la page. Rien n'a été modifié.",
    changedSince:
      "La carrière a changé depuis que vous l'avez lue. Relisez-la, puis recommencez. Rien n'a été modifié.",
    reasonRequired: "Dites le motif, en trois caractères au moins.",
    reasonTooLong: "Le motif est trop long : 500 caractères au plus.",
    listEmpty: "La liste est vide. Choisissez un fichier, ou collez des lignes.",
    listTooLarge: "La liste est trop grande : {most} Ko au plus. Donnez-la en plusieurs fois.",
    listQuotes:
      'Les guillemets de cette liste ne se referment pas comme il faut : un texte qui commence par " finit par ", juste avant le séparateur.',
    listTooLong: "La liste a {lines} lignes, {most} au plus. Donnez-la en plusieurs fois.",
    listRefused: ({ count }: { count: number }) =>
      `${count > 1 ? `${count} lignes sont refusées` : "Une ligne est refusée"} : rien n'a été écrit. Lisez la liste de nouveau.`,
    line: {
      noPerson: "L'adresse ou l'identifiant manque.",
      corps: "Le corps « {word} » n'est pas connu. Écrivez certifié, PLP, PEPS, agrégé, agrégé EPS, PE, CPE ou autre.",
      grade: "Le grade « {word} » n'est pas connu. Écrivez classe normale ou hors classe.",
      fullService: "Le service « {word} » n'est pas connu. Écrivez complet ou partiel.",
      mainDuty: "L'activité principale « {word} » n'est pas connue. Écrivez enseignement ou formation.",
      from: "« {word} » n'est pas un jour. Écrivez-le ainsi : 01/09/2012.",
      category: "Pour un autre corps, dites la catégorie : enseignant, éducation ou autre.",
      personUnknown: "Personne de votre académie n'a l'adresse ou l'identifiant « {word} ».",
      ownCareer: "C'est votre propre carrière : un autre gestionnaire du rectorat l'écrit.",
      twice: "Cette personne est déjà dans la liste, au même jour, à la ligne {line}.",
    },
  },
};
