import { drawn } from "@tests/support/drawn";
import { expect, test } from "vitest";
import { ActivityCard } from "./activity-card";

const at = (day: string) => new Date(`${day}T08:00:00Z`);
const attested = (name: string, day: string, by = "Claire Delmas") => ({
  ...{ id: name, name, at: at(day), by },
  withdrawal: null,
});

test("attested on one day by one person is one line; an attestation to take back has its own", async () => {
  const activity = {
    ...{ id: "a", title: "Situer ses pratiques", modality: "REMOTE" as const, minutes: 30, held: false, waiting: [] },
    stage: { position: 1, title: "Introduction" },
    attested: [
      attested("Amélie Roy", "2012-10-05"),
      attested("Florence Guérin", "2012-10-05"),
      attested("Inès Caron", "2012-10-05", "Yann Kermarec"),
      attested("Karim Benali", "2012-10-08"),
      {
        ...attested("Marc Aubry", "2012-10-05"),
        withdrawal: { id: "w", reason: "Erreur", at: at("2012-10-09"), by: "Claire Delmas", mayDecide: false },
      },
    ],
  };
  const html = await drawn(
    <ActivityCard activity={activity} can={{ attest: false, withdraw: false }} refused={undefined} />,
  );
  const lines = [...html.matchAll(/<li>(.*?)(?=<p>|<\/li>)/g)].map(([, line]) => line);
  expect(lines).toEqual([
    "Amélie Roy, Florence Guérin, le vendredi 5 octobre 2012 par Claire Delmas",
    "Inès Caron, le vendredi 5 octobre 2012 par Yann Kermarec",
    "Karim Benali, le lundi 8 octobre 2012 par Claire Delmas",
    "Marc Aubry, le vendredi 5 octobre 2012 par Claire Delmas",
  ]);
});
