export default {
  downloads: {
    title: "Télécharger",
    label: "Télécharger le scénario",
    format: {
      pdf: "PDF, pour imprimer",
      odt: "Texte ODT (LibreOffice)",
      docx: "Texte DOCX (Word)",
      html: "Page web (HTML)",
      md: "Texte Markdown",
      json: "Fichier d'échange, pour le reprendre ailleurs (JSON)",
    },
    note: "Le fichier contient ce qui est enregistré à cet instant.",
  },
  import: {
    title: "Reprendre un scénario d'un fichier",
    subtitle: "Un fichier d'échange téléchargé depuis un autre scénario redevient un scénario, avec le même texte.",
    link: "Reprendre un scénario d'un fichier",
    file: "Fichier d'échange",
    fileHint: "Un fichier « .json » de 30 Mo au plus, téléchargé depuis la page d'un scénario.",
    submit: "Reprendre",
  },
  imported: "Le scénario est repris du fichier. Les membres de l'équipe peuvent l'écrire avec vous.",
  /** What is written in a file besides the text of the scenario. */
  file: {
    team: "Équipe : {team}",
    cohort: "Session de formation : {cohort}",
    planned: "Durée prévue : {minutes} min",
    day: "État du {at:datetime}",
    minutes: "{minutes} min",
    range: "de {from} à {to} min",
    place: "lieu : {place}",
    untitledPhase: "Phase sans titre",
    competences: "Compétences",
    competence: "{framework} {version}, {code} : {label}",
    unknownCompetence: "{framework} {version}, {code}",
    totals: "Durée des phases",
    modality: "Modalité",
    length: "Durée",
    total: "Total, pour {planned} min prévues",
    record: "Ce scénario se lit à l'adresse {url}",
    qr: "Code QR de l'adresse du scénario : {url}",
    page: "Page {page} sur {pages}",
  },
  /** Refusals of this concept, found as `errors.exchange.<name>`. */
  errors: {
    fileRequired: "Choisissez un fichier d'échange.",
    tooLarge: "Ce fichier est trop lourd : 30 Mo au plus. Rien n'a été créé.",
    packed:
      "Ce fichier est une archive. Choisissez le fichier d'échange lui-même, qui se termine par « .json ». Rien n'a été créé.",
    notJson: "Ce fichier ne se lit pas : il est abîmé, ou ce n'est pas un fichier d'échange. Rien n'a été créé.",
    tooDeep: "Ce fichier contient trop de blocs les uns dans les autres. Rien n'a été créé.",
    imageRefused:
      "Une image de ce fichier n'est pas une image PNG, JPEG, WebP ou GIF, ou elle est trop grande. Rien n'a été créé.",
    tooManyBlocks: "Ce fichier contient trop de blocs pour un scénario. Rien n'a été créé.",
    otherFile:
      "Ce n'est pas un fichier d'échange d'EntrePairs. Téléchargez-le depuis la page du scénario à reprendre. Rien n'a été créé.",
    newer:
      "Ce fichier vient d'une version plus récente d'EntrePairs, qui n'est pas encore installée ici. Rien n'a été créé.",
    incomplete:
      "Ce fichier d'échange est incomplet : le titre, la durée ou le texte manque. Rien n'a été créé. Téléchargez-le de nouveau.",
    tooLongForPaper:
      "Ce scénario est trop long pour ce format. Téléchargez-le en page web, en Markdown ou en fichier d'échange.",
    slowDown: "Vous avez téléchargé beaucoup de fichiers en peu de temps. Réessayez dans {minutes} min.",
  },
};
