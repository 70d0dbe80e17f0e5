import { PostButton } from "~/components/ui/button";
import { FormError } from "~/components/ui/form";
import { Missing } from "~/components/ui/missing";
import { refusedFor } from "~/components/ui/refused";
import { useT } from "~/i18n/use-t";

type Props = { missing: number; refusing: boolean; refused: unknown };

/** Handing the text in, or what is missing to do so. */
export function HandIn({ missing, refusing, refused }: Props) {
  const t = useT();
  const mine = refusedFor(refused, "submit");
  const items = [
    ...(refusing ? [{ text: t("scenarioLibrary.proposal.refusedTitle") }] : []),
    ...(missing > 0 ? [{ text: t("scenarioLibrary.proposal.missing", { count: missing }) }] : []),
  ];
  return (
    <>
      {mine && <FormError refused={mine} />}
      {items.length > 0 ? (
        <Missing action={t("scenarioLibrary.proposal.submit")} items={items} />
      ) : (
        <>
          <p>{t("scenarioLibrary.proposal.submitNote")}</p>
          <PostButton intent="submit">{t("scenarioLibrary.proposal.submit")}</PostButton>
        </>
      )}
    </>
  );
}
