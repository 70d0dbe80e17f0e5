export default {
  accessibility: {
    title: "Accessibilité",
    status:
      "Cette application n'a pas encore fait l'objet d'un audit de conformité au RGAA 4.1 : elle est déclarée non conforme.",
    doneTitle: "Ce qui est vérifié",
    done: "À chaque version, un outil automatique relit les écrans du parcours principal à 320 et à 1366 pixels de large. Il ne voit qu'une partie des critères.",
    withoutTitle: "Sans JavaScript",
    without:
      "Toutes les pages se lisent et se remplissent sans JavaScript, sauf l'écriture à plusieurs d'un scénario, qui le dit et se lit quand même.",
    contactTitle: "Signaler une difficulté",
    contact:
      "Écrivez à l'assistance de votre académie en indiquant l'adresse de la page. Si la réponse ne vient pas, vous pouvez saisir le Défenseur des droits.",
  },
  privacy: {
    title: "Données personnelles",
    keptTitle: "Ce qui est enregistré",
    kept: "Votre nom, votre adresse professionnelle, vos fonctions, vos inscriptions, vos signatures de présence avec leur heure, et les heures qui en découlent. De qui est payé, la carrière : catégorie, corps, grade, service et activité principale, avec chaque changement.",
    notTitle: "Ce qui ne l'est pas",
    not: "Ni votre position, ni votre temps de connexion, ni vos clics. Les heures sont prévues et attestées par une personne.",
    whoTitle: "Qui voit quoi",
    trainee:
      "La personne référente de la session voit votre avancement, la direction de votre établissement seulement votre participation.",
    trainer:
      "Ce qui est certifié pour la paie est vu par ceux qui certifient, décident et paient, jusqu'à l'académie. La nation voit des sommes. Votre carrière est vue de vous, sous « Mon compte », et du rectorat qui l'écrit.",
    scenario: "Un scénario est vu par l'équipe qui l'écrit et par le référent de la session.",
    rightsTitle: "Vos droits",
    rights:
      "Vous pouvez demander à lire, corriger ou faire effacer ce qui vous concerne, sauf ce que la loi oblige à garder pour la paie. Adressez-vous au délégué à la protection des données de votre académie.",
  },
  station: {
    title: "Tester mon poste",
    intro:
      "Cette page dit si ce poste et ce réseau permettent de travailler ici. Transmettez le résultat à la personne chargée du réseau si un point pose problème.",
    javascript: "JavaScript",
    cookies: "Cookies",
    websocket: "Temps réel, voie directe (WebSocket)",
    polling: "Temps réel, voie de secours (HTTP)",
    clock: "Horloge du poste",
    yes: "fonctionne",
    no: "ne fonctionne pas",
    wait: "vérification en cours",
    off: "désactivé : les pages fonctionnent, l'écriture à plusieurs non",
    signInFirst: "connectez-vous pour vérifier ce point",
    blocked: "bloqué par le réseau : la voie de secours prend le relais",
    drift: (facts: { seconds: number }) =>
      facts.seconds < 30 ? "à l'heure" : `décalée de ${facts.seconds} s : sans effet ici, l'heure du serveur fait foi`,
  },
  errors: {},
};
