import { Button } from "~/components/ui/button";
import { Field, Textarea } from "~/components/ui/field";
import { Form, FormError } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { isRefused } from "~/components/ui/refused";
import { versionLimits } from "~/domain/version/schema";
import { useT } from "~/i18n/use-t";

type Props = { refused: unknown; can: { name: boolean; freeze: boolean; unlock: boolean } };

/** What may be done about the text as it stands: keep it under a name, freeze it, unlock it. */
export function VersionForms({ refused, can }: Props) {
  const t = useT();
  const { name, freeze, unlock } = can;
  const shown: readonly (string | false | undefined)[] = [name && "name", freeze && "freeze", unlock && "unlock"];
  // Frozen or unlocked meanwhile, the page has no longer the form that was refused.
  const gone = isRefused(refused) && !shown.includes(refused.values.intent);
  return (
    <>
      {gone && <FormError refused={refused} />}
      {can.name && (
        <Section title={t("version.name.title")}>
          <Form intent="name" refused={refused} className="ep-form">
            <Field
              name="name"
              label={t("version.name.label")}
              hint={t("version.name.hint")}
              maxLength={versionLimits.name}
            />
            <Button>{t("version.name.submit")}</Button>
          </Form>
        </Section>
      )}
      {can.freeze && <WithReason intent="freeze" refused={refused} />}
      {can.unlock && <WithReason intent="unlock" refused={refused} />}
    </>
  );
}

function WithReason({ intent, refused }: { intent: "freeze" | "unlock"; refused: unknown }) {
  const t = useT();
  return (
    <Section title={t(`version.${intent}.title`)}>
      <p className="ep-version__explain">{t(`version.${intent}.explain`)}</p>
      <Form intent={intent} refused={refused} className="ep-form">
        <Textarea
          name="reason"
          id={`${intent}-reason`}
          label={t("version.freeze.reason")}
          hint={t(`version.${intent}.reasonHint`)}
          maxLength={versionLimits.reason}
          rows={2}
        />
        <Button variant="secondary">{t(`version.${intent}.submit`)}</Button>
      </Form>
    </Section>
  );
}
