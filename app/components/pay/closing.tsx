import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Timeline } from "~/components/ui/chain";
import { Field, Select, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form } from "~/components/ui/form";
import { Missing } from "~/components/ui/missing";
import { Section } from "~/components/ui/page";
import type { ClosingState } from "~/domain/pay/closing";
import { useFormat, useT } from "~/i18n/use-t";
import { type Left, LeftTable } from "./left-table";

type Kind = "NATION" | "ACADEMIE" | "DEPARTEMENT" | "BASSIN" | "CIRCONSCRIPTION" | "SCHOOL";
type Preview = {
  place: { id: string; name: string };
  month: string;
  state: ClosingState;
  effectiveAt: Date | null;
  over: boolean;
  openBelow: boolean;
  left: Left[];
  canClose: boolean;
};

/** Where and which month, by the address. */
export function PlaceChoice({
  places,
  month,
  chosen,
}: {
  places: { id: string; name: string; kind: Kind }[];
  month: string;
  chosen?: string | undefined;
}) {
  const t = useT();
  return (
    <Form method="get">
      <Select
        name="lieu"
        label={t("payFlow.closing.place")}
        defaultValue={chosen}
        options={places.map(({ id, name, kind }) => ({
          value: id,
          label: name,
          group: kind === "NATION" ? name : t(`payFlow.closing.group.${kind}`),
        }))}
      />
      <Field name="mois" type="month" label={t("payFlow.closing.month")} defaultValue={month} width="sm" />
      <Button variant="secondary">{t("payFlow.closing.preview")}</Button>
    </Form>
  );
}

const kinds = { OPEN: "neutral", GRACE: "warning", CLOSED: "done" } as const;

/** What would be left behind, then one press. */
export function ClosingPreview({ preview, refused }: { preview: Preview; refused: unknown }) {
  const t = useT();
  const { place, month, state, effectiveAt: at, left } = preview;
  return (
    <Section
      title={t("payFlow.closing.heading", { place: place.name, month })}
      aside={<Badge kind={kinds[state]}>{t(`payFlow.closing.state.${state}`)}</Badge>}
    >
      {state === "GRACE" && <p>{t("payFlow.closing.until", { at })}</p>}
      {state === "CLOSED" && <p>{t("payFlow.closing.since", { at })}</p>}
      <Section level={3} title={t("payFlow.closing.left")}>
        {left.length === 0 ? <p>{t("payFlow.closing.nothingLeft")}</p> : <LeftTable left={left} />}
      </Section>
      {preview.canClose ? <Saying preview={preview} refused={refused} /> : <Note>{t("payFlow.closing.yours")}</Note>}
    </Section>
  );
}

function Saying({
  preview: { place, month, state, over, openBelow },
  refused,
}: {
  preview: Preview;
  refused: unknown;
}) {
  const t = useT();
  const about = (
    <>
      <input type="hidden" name="placeId" value={place.id} />
      <input type="hidden" name="month" value={month} />
    </>
  );
  if (state === "OPEN" && !over)
    return <Missing action={t("payFlow.closing.close")} items={[{ text: t("errors.pay.monthNotOver", { month }) }]} />;
  return (
    <>
      {(state === "OPEN" || openBelow) && (
        <Form intent="close" refused={refused}>
          {about}
          <Note>{t("payFlow.closing.closeWhat")}</Note>
          <Button size="lg">{t("payFlow.closing.close")}</Button>
        </Form>
      )}
      {state !== "OPEN" && (
        <FoldedForm summary={t("payFlow.closing.reopen")} intent="reopen" refused={refused}>
          {about}
          <Textarea name="reason" label={t("payFlow.closing.reason")} maxLength={300} rows={2} />
          <Button variant="secondary">{t("payFlow.closing.reopen")}</Button>
        </FoldedForm>
      )}
    </>
  );
}

type Event = {
  id: string;
  place: string;
  timeZone: string;
  month: string;
  kind: "CLOSED" | "REOPENED";
  at: Date;
  by: string;
  reason: string | null;
};

export function ClosingEvents({ events }: { events: Event[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <Section title={t("payFlow.closing.history")}>
      {events.length === 0 ? (
        <p>{t("payFlow.closing.none")}</p>
      ) : (
        <Timeline
          items={events.map(({ at, timeZone, kind, place, month, by, reason }) => ({
            at: f.dateTime(at, { weekday: false, timeZone }),
            text: t(`payFlow.closing.event.${kind}`, { place, month, by, reason }),
          }))}
        />
      )}
    </Section>
  );
}
