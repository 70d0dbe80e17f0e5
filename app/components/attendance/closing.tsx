import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { useT } from "~/i18n/use-t";
import type { SheetPerson } from "./roll-call";

/** Closing names who is absent and asks nothing already known. */
export function Closing({ people, refused }: { people: SheetPerson[]; refused?: unknown }) {
  const t = useT();
  const absent = people.filter(({ present }) => !present);
  return (
    <Section title={t("attendance.sheet.close.title")} id="cloture">
      {absent.length === 0 ? (
        <p>{t("attendance.sheet.close.everyone")}</p>
      ) : (
        <>
          <p>{t("attendance.sheet.close.absent", { count: absent.length })}</p>
          <ul>
            {absent.map(({ enrolmentId, name }) => (
              <li key={enrolmentId}>{name}</li>
            ))}
          </ul>
        </>
      )}
      <Form intent="close" refused={refused}>
        <p>{t("attendance.sheet.close.explain")}</p>
        <Button size="lg">{t("attendance.sheet.close.submit")}</Button>
      </Form>
    </Section>
  );
}
