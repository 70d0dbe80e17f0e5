import { Form } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import { useDay } from "./said";
import { type Weighed, WeighedLines } from "./weighed-lines";

type Fault = { key: string; facts: Record<string, string | number> };
type Line = {
  number: number;
  person: string;
  name: string | null;
  outcome: { kind: "writes"; from: string } | { kind: "same" } | { kind: "refused"; fault: Fault };
};
type Read = { list: string; seen: string; lines: Line[]; refused: number; people: number; weighed: Weighed };

/** What each line would do, the refused ones first; the button only where all of them stand. */
export function ImportPreview({ read }: { read: Read }) {
  const t = useT();
  const { list, seen, lines, refused, people, weighed } = read;
  const inOrder = [...lines].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
  return (
    <Section title={t("career.import.preview")}>
      {refused > 0 && <Alert kind="error">{t("career.import.refused", { count: refused })}</Alert>}
      <DataTable
        caption={t("career.import.preview")}
        stacked
        rows={inOrder}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: "line", header: t("career.import.line"), rowHeader: true, cell: ({ number }) => number },
          { key: "person", header: t("career.import.person"), cell: ({ name, person }) => name || person || "–" },
          { key: "outcome", header: t("career.import.outcome"), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
        ]}
      />
      {refused === 0 && people === 0 && <p>{t("career.import.nothing")}</p>}
      {refused === 0 && people > 0 && (
        <>
          <WeighedLines lines={weighed} />
          <Form method="post" encType="multipart/form-data">
            <input type="hidden" name="intent" value="write" />
            <input type="hidden" name="seen" value={seen} />
            <textarea name="list" hidden readOnly value={list} />
            <Button>{t("career.import.submit", { count: people })}</Button>
          </Form>
        </>
      )}
    </Section>
  );
}

const rank = ({ outcome }: Line) => (outcome.kind === "refused" ? 0 : 1);

function Outcome({ outcome }: Pick<Line, "outcome">) {
  const t = useT();
  const dayOf = useDay();
  if (outcome.kind === "writes") return t("career.import.writes", { from: dayOf(outcome.from) });
  if (outcome.kind === "same") return t("career.import.same");
  const { key, facts } = outcome.fault;
  return (
    <>
      <Badge kind="error">{t("career.import.refusedLine")}</Badge> {tDynamic(t, `errors.${key}`, facts)}
    </>
  );
}
