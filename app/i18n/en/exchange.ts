import type fr from "../fr/exchange";
import type { Translated } from "../shape";

export default {
  downloads: {
    title: "Download",
    label: "Download the lesson plan",
    format: {
      pdf: "PDF, to print",
      odt: "ODT text (LibreOffice)",
      docx: "DOCX text (Word)",
      html: "Web page (HTML)",
      md: "Markdown text",
      json: "Exchange file, to take it up elsewhere (JSON)",
    },
    note: "The file holds what is saved at this moment.",
  },
  import: {
    title: "Take up a lesson plan from a file",
    subtitle: "An exchange file downloaded from another lesson plan becomes a lesson plan again, with the same text.",
    link: "Take up a lesson plan from a file",
    file: "Exchange file",
    fileHint: "A “.json” file of 30 MB at most, downloaded from the page of a lesson plan.",
    submit: "Take it up",
  },
  imported: "The lesson plan has been taken up from the file. The members of the team can write it with you.",
  file: {
    team: "Team: {team}",
    cohort: "Training session: {cohort}",
    planned: "Planned length: {minutes} min",
    day: "As of {at:datetime}",
    minutes: "{minutes} min",
    range: "from {from} to {to} min",
    place: "place: {place}",
    untitledPhase: "Phase without a title",
    competences: "Competences",
    competence: "{framework} {version}, {code}: {label}",
    unknownCompetence: "{framework} {version}, {code}",
    totals: "Length of the phases",
    modality: "Modality",
    length: "Length",
    total: "Total, for {planned} min planned",
    record: "This lesson plan can be read at {url}",
    qr: "QR code of the address of the lesson plan: {url}",
    page: "Page {page} of {pages}",
  },
  errors: {
    fileRequired: "Choose an exchange file.",
    tooLarge: "This file is too heavy: 30 MB at most. Nothing was created.",
    packed: "This file is an archive. Choose the exchange file itself, which ends in “.json”. Nothing was created.",
    notJson: "This file cannot be read: it is damaged, or it is not an exchange file. Nothing was created.",
    tooDeep: "This file holds too many blocks inside one another. Nothing was created.",
    imageRefused: "An image of this file is not a PNG, JPEG, WebP or GIF image, or is too large. Nothing was created.",
    tooManyBlocks: "This file holds too many blocks for a lesson plan. Nothing was created.",
    otherFile:
      "This is not an exchange file of EntrePairs. Download it from the page of the lesson plan to take up. Nothing was created.",
    newer: "This file comes from a newer version of EntrePairs, which is not installed here yet. Nothing was created.",
    incomplete:
      "This exchange file is incomplete: its title, its length or its text is missing. Nothing was created. Download it again.",
    tooLongForPaper:
      "This lesson plan is too long for this format. Download it as a web page, as Markdown or as an exchange file.",
    slowDown: "You have downloaded many files in a short time. Try again in {minutes} min.",
  },
} satisfies Translated<typeof fr>;
