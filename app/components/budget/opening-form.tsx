import { Alert, Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Field, type Option, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { DataTable, Hours, Money } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

type Channel = "IFIC" | "HSE" | "HSA" | "VACATION" | "IMP" | "PACTE" | "DECHARGE";
type Opening = {
  cohort: { timeZone: string };
  seances: {
    id: string;
    title: string;
    startsAt: Date;
    endsAt: Date;
    minutes: number;
    hourlyCents: number | null;
    amountCents: number | null;
  }[];
  missions: {
    id: string;
    title: string;
    channel: Channel;
    name: string;
    leftMinutes: number | null;
    trains: boolean;
  }[];
  envelopes: {
    id: string;
    label: string;
    place: string;
    programme: number;
    titre2: boolean;
    natures: string[];
    availableCents: number;
  }[];
};

/** What opening commits: the trainer's hours, séance by séance, then on which mission and credits. */
export function OpeningForm({ opening, refused }: { opening: Opening; refused: unknown }) {
  const t = useT();
  const { seances, missions, envelopes } = opening;
  const titled = (titre2: boolean) => t(titre2 ? "budget.title2" : "budget.notTitle2");
  const options = envelopes.map(
    ({ id, label, place, titre2, availableCents }): Option => ({
      value: id,
      label: t("budget.opening.option", { label, place, cents: availableCents }),
      group: titled(titre2),
    }),
  );
  const fits = missions.find(({ channel, trains }) => channel === "HSE" && trains);
  const hse = envelopes.findLast(({ titre2, natures }) => titre2 && natures.includes("HSE"));
  const training = envelopes.find(({ titre2, programme }) => !titre2 && programme === (hse?.programme ?? 141));
  return (
    <>
      <Section title={t("budget.opening.seances")}>
        <SeanceCosts seances={seances} timeZone={opening.cohort.timeZone} />
      </Section>
      {!fits && <Alert kind="warning">{t("budget.opening.noMission")}</Alert>}
      <Form intent="open" refused={refused}>
        <Select
          name="missionId"
          label={t("budget.opening.mission")}
          hint={t("budget.opening.missionHint")}
          placeholder={t("common.form.choose")}
          defaultValue={fits?.id ?? ""}
          options={missions.map(({ id, leftMinutes, ...mission }) => ({
            value: id,
            label:
              leftMinutes === null
                ? t("budget.opening.missionFlat", mission)
                : t("budget.opening.missionOption", { ...mission, minutes: leftMinutes }),
          }))}
        />
        <Select
          name="hseEnvelopeId"
          label={t("budget.opening.hse")}
          hint={t("budget.opening.hseHint")}
          placeholder={t("common.form.choose")}
          defaultValue={hse?.id ?? ""}
          options={options}
        />
        <Select
          name="reprographyEnvelopeId"
          label={t("budget.opening.reprography")}
          hint={t("budget.opening.reprographyHint")}
          placeholder={t("common.form.choose")}
          defaultValue={training?.id ?? ""}
          options={options}
        />
        <Field
          name="reprographyCents"
          label={t("budget.opening.reprographyAmount")}
          defaultValue="45,00"
          inputMode="decimal"
          width="sm"
          suffix="€"
        />
        <Note>{t("budget.opening.what")}</Note>
        <Button size="lg">{t("budget.opening.submit")}</Button>
      </Form>
    </>
  );
}

function SeanceCosts({ seances, timeZone }: { seances: Opening["seances"]; timeZone: string }) {
  const t = useT();
  const f = useFormat();
  const total = seances.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
  const minutes = seances.reduce((sum, seance) => sum + seance.minutes, 0);
  return (
    <DataTable
      caption={t("budget.opening.seancesTable")}
      rows={seances}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "seance",
          header: t("budget.opening.seance"),
          cell: ({ startsAt, endsAt, title }) => (
            <>
              {f.interval(startsAt, endsAt, { timeZone })}
              <br />
              {title}
            </>
          ),
        },
        {
          key: "minutes",
          header: t("budget.opening.minutes"),
          align: "end",
          cell: (seance) => <Hours minutes={seance.minutes} />,
        },
        {
          key: "rate",
          header: t("budget.opening.rate"),
          align: "end",
          cell: ({ hourlyCents }) =>
            hourlyCents === null ? t("budget.opening.noRate") : <Money cents={hourlyCents} />,
        },
        {
          key: "amount",
          header: t("budget.opening.amount"),
          align: "end",
          cell: ({ amountCents }) => (amountCents === null ? "–" : <Money cents={amountCents} />),
        },
      ]}
      footer={{ minutes: <Hours minutes={minutes} />, amount: <Money cents={total} /> }}
    />
  );
}
