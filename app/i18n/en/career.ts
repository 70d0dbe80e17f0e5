import type french from "../fr/career";
import type { Translated } from "../shape";

const lines = (count: number) => `${count} line${count > 1 ? "s" : ""}`;

export default {
  title: "Career of {name}",
  breadcrumb: "Career",
  subtitle: "What the pay rules read of this person, day by day.",
  ownSubtitle: "What the pay rules read of you, day by day. The rectorat writes it; tell it of a mistake.",
  mine: "My career",
  mineHint: "Your corps and grade fix the rate of your HSE and HSA. The rectorat writes them; tell it of a mistake.",
  mineLink: "See the details and the changes",
  of: "Career of {name}",
  link: "Career",
  complete: "Complete the career of {name}",
  rows: "Periods",
  none: "No period is known: hours whose rate depends on corps and grade wait, and so do vacations and the IFIC.",
  gap: "Nothing is known {span}. The lines of those days wait.",
  until: "until",
  now: "from {from} on",
  between: "from {from} to {to}",
  days: "Days",
  category: "Category",
  categories: { TEACHER: "teaching", CPE: "éducation", OTHER: "other staff" },
  corps: "Corps",
  grade: "Grade",
  service: "Service",
  services: { yes: "full service", no: "part of a service" },
  duty: "Main activity",
  duties: { TEACHING: "teaching", TRAINING: "training" },
  form: {
    add: "From a day on",
    addHint: "A change of corps, grade, service or activity. The period that covers the day ends the day before.",
    from: "From",
    to: "Until, last day included",
    toHint: "Leave it empty while the period lasts.",
    reason: "Reason of the correction",
    reasonHint: "What was wrong, and the document that says so. Seen by the person and the rectorat.",
    correct: "Correct or take away",
    correctOf: "Correct or take away the period {span}",
    correctTitle: "Correct this period",
    removeTitle: "Take this period away",
    removeHint: "Entered by mistake: the period before takes its days again. It stays readable in the history.",
    removeReason: "Reason for taking it away",
    check: "See what it changes",
    refused: "This change is not possible",
  },
  check: {
    title: "Before you save",
    unchanged: "The career says so already: there is nothing to save.",
    gone: "is no longer",
    come: "becomes",
    is: "{span}: {said}",
    goneTitle: "What ends or changes",
    comeTitle: "What will be written",
    gap: "Nothing will be known {span}: the lines of those days will wait.",
    paidNone: "No line that was paid depends on this change.",
    paid: ({ count }: { count: number }) =>
      count > 1
        ? `${count} lines already paid keep their amount: this change does not touch them.`
        : "1 line already paid keeps its amount: this change does not touch it.",
    paidLine: "{mission}, {day}: {cents:money}, statement {statement}",
    paidMore: ({ count }: { count: number }) => `and ${lines(count)} more`,
    elsewhere: ({ count }: { count: number }) => `${lines(count)} of another académie`,
    hsa: "An HSA of which a part is paid keeps its rate until the end of the school year: its parts make one amount.",
    controlled: "Statement {number} is controlled: if one of its lines changes, it starts again as a draft.",
    drafted: ({ count }: { count: number }) =>
      count > 1
        ? `${count} lines of drafts are judged again within a minute.`
        : "1 line of a draft is judged again within a minute.",
    submit: "Save",
    cancel: "Change nothing",
  },
  done: {
    ADD: "The career is completed. Drafts of statements follow within a minute.",
    CORRECT: "The period is corrected. Drafts of statements follow within a minute.",
    REMOVE: "The period is taken away; it stays in the history. Drafts of statements follow within a minute.",
    imported: ({ people }: { people: number }) =>
      people === 0
        ? "All careers of the list were so already."
        : `${people} career${people > 1 ? "s" : ""} saved. Drafts of statements follow within a minute.`,
  },
  history: {
    title: "History",
    none: "No change was made here.",
    kind: { ADD: "completed", CORRECT: "corrected", REMOVE: "taken away" },
    line: "On {at}, {by}: period {kind}.",
    reason: "Reason: {reason}",
    before: "Before: {said}",
    after: "After: {said}",
    nothing: "nothing",
  },
  import: {
    title: "Import careers",
    subtitle: "A list of your académie, one line for each person and first day. Nothing is written before you agree.",
    link: "Import a list of careers",
    file: "CSV file",
    fileHint:
      "UTF-8 or Windows-1252, separated by semicolons, commas or tabs; {lines} lines and {kilobytes} KB at most.",
    list: "Or paste the list",
    columns:
      "Columns, in this order or under their titles: address (or identifier), corps, grade, service (full or part), main activity (teaching or training), from, and category for another corps.",
    check: "Read the list",
    preview: "What each line says",
    line: "Line",
    person: "Person",
    outcome: "Result",
    writes: "written from {from} on",
    same: "so already, nothing to write",
    refusedLine: "refused",
    refused: ({ count }: { count: number }) =>
      `${count > 1 ? `${count} lines are refused` : "One line is refused"}: correct the list and read it again. Nothing is written while one is left.`,
    nothing: "All careers of the list are so already.",
    submit: ({ count }: { count: number }) => (count > 1 ? `Save ${count} careers` : "Save 1 career"),
  },
  errors: {
    personUnknown: "This person cannot be found, or does not work in your académie. Nothing was changed.",
    badDay: "This day does not exist. Write it so: 01/09/2012.",
    tooEarly: "{day:date} is too long ago: a career begins on {earliest:date} at the earliest. Check the year.",
    tooLate: "{day:date} is too far ahead: {latest:date} at the latest. Check the year.",
    corpsOfAnother:
      "This corps is not of this category: a certifié teaches, a CPE is of éducation. Choose one or the other.",
    sameDay: "A period begins on {day:date} already. Correct it, or choose another day.",
    nothingChanges: "From {day:date} on the career says so already. Nothing was changed.",
    overlaps:
      "This period would cover another one, which begins on {from:date}. Change the days, or correct the other one first.",
    endsBeforeItBegins: "The last day is before the first. Change one of them.",
    rowUnknown: "This period is no longer there. Read the page again. Nothing was changed.",
    changedSince: "The career has changed since you read it. Read it again, then start over. Nothing was changed.",
    reasonRequired: "Say the reason, in three characters at least.",
    reasonTooLong: "The reason is too long: 500 characters at most.",
    listEmpty: "The list is empty. Choose a file, or paste lines.",
    listTooLarge: "The list is too large: {most} KB at most. Give it in parts.",
    listQuotes:
      'The quotation marks of this list do not close as they should: a text that begins with " ends with ", just before the separator.',
    listTooLong: "The list has {lines} lines, {most} at most. Give it in parts.",
    listRefused: ({ count }: { count: number }) =>
      `${count > 1 ? `${count} lines are refused` : "One line is refused"}: nothing was written. Read the list again.`,
    line: {
      noPerson: "The address or the identifier is missing.",
      corps: 'The corps "{word}" is not known. Write certifié, PLP, PEPS, agrégé, agrégé EPS, PE, CPE or other.',
      grade: 'The grade "{word}" is not known. Write CN (classe normale) or HC (hors classe).',
      fullService: 'The service "{word}" is not known. Write full or part.',
      mainDuty: 'The main activity "{word}" is not known. Write teaching or training.',
      from: '"{word}" is not a day. Write it so: 01/09/2012.',
      category: "For another corps, say the category: teacher, education or other.",
      personUnknown: 'Nobody of your académie has the address or identifier "{word}".',
      ownCareer: "This is your own career: another manager of the rectorat writes it.",
      twice: "This person is in the list already, for the same day, on line {line}.",
    },
  },
} satisfies Translated<typeof french>;
