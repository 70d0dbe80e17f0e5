import type { JSONContent } from "@tiptap/core";
import { grid, h, list, p, part, phase } from "./blocks";
import type { TemplateId } from "./schema";

/** The same templates as `french`, for who works in English. */
export const english: Record<TemplateId, JSONContent[]> = {
  TEAM_LESSON: [
    h(3, "The team and the topic"),
    grid(["Who", "Subject and level", "Share of the work"], ["", "", ""]),
    part("OBJECTIVE", p("At the end of the lesson, pupils can…")),
    part("MATERIAL", list("Equipment and room", "Resources and rights of use", "What to do if the network fails")),
    h(3, "Course of the lesson"),
    phase(
      { title: "Getting started", minutes: 10, grouping: "WHOLE_CLASS" },
      part("INSTRUCTION", p("What pupils hear or read.")),
      part("TEACHER_ROLE", p("What the teacher does meanwhile.")),
    ),
    phase(
      { title: "Inquiry", minutes: 30, grouping: "GROUPS" },
      part("INSTRUCTION", p()),
      part("TEACHER_ROLE", p()),
      part("DIFFERENTIATION", p("For those who go fast, for those who need support.")),
    ),
    phase(
      { title: "Sharing results", minutes: 15, grouping: "WHOLE_CLASS" },
      part("INSTRUCTION", p()),
      part("ASSESSMENT", p("What shows that the objective is reached?")),
    ),
    h(3, "Before the trial in class"),
    list("What digital tools bring here", "What the team will observe", "Who tries it, in which class, on which date"),
    part("TRAINER_NOTE", p("A question for the trainer.")),
    p(),
  ],
  CLASS_OBSERVATION: [
    p("One member of the team gives the lesson, another observes. No pupil's name: “a pupil”, “a group”."),
    grid(["Mark", "Note"], ["Date and time", "Level", "Number of pupils", "Who teaches, who observes"]),
    h(3, "What is looked at"),
    grid(
      ["Moment", "Planned", "Observed", "To remember"],
      [
        "Instruction understood",
        "Start of the activity",
        "Use of the equipment",
        "Talk between pupils",
        "What pupils produced",
        "Time",
      ],
    ),
    h(3, "What stood out"),
    list("A moment that works", "A moment that does not", "Something unforeseen, and what was done"),
    part("ASSESSMENT", p("What the productions show of the objective.")),
    p(),
  ],
  LOGBOOK: [
    p("A few lines after each moment of work: what was done, decided, and what remains."),
    grid(["Date", "Stage", "What we did", "Decision", "What remains, and for whom"], ["", "", "", "", ""]),
    h(3, "What I learn"),
    list("A discovery", "A difficulty", "A question for the next meeting"),
    h(3, "Resources to keep"),
    list("Title, author, address, rights of use"),
    p(),
  ],
};
