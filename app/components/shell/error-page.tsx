import { ButtonLink } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { useT } from "~/i18n/use-t";

type Kind = "notFound" | "forbidden" | "tooMany" | "refused" | "broken";

function kindOf(status: number): Kind {
  if (status === 404) return "notFound";
  if (status === 401 || status === 403) return "forbidden";
  if (status === 429) return "tooMany";
  return status >= 500 ? "broken" : "refused";
}

/** What happened, what is kept, what to do: never a code alone. `sentence` is the domain's own, where it has one. */
export function ErrorPage({ status, sentence, retryTo }: { status: number; sentence?: string; retryTo?: string }) {
  const t = useT();
  const kind = kindOf(status);
  const told = {
    notFound: t("common.page.error.notFoundWhat"),
    forbidden: t("common.page.error.forbiddenWhat"),
    tooMany: t("common.errors.tooMany"),
    refused: t("common.errors.general"),
    broken: t("common.page.error.brokenWhat"),
  };
  return (
    <div className="ep-error-page">
      <PageTitle
        title={t(`common.page.error.${kind}Title`)}
        subtitle={t("common.page.error.code", { status: String(status) })}
      />
      <dl className="ep-kv ep-kv--stacked">
        <div className="ep-kv__row">
          <dt>{t("common.page.error.what")}</dt>
          <dd>{sentence ?? told[kind]}</dd>
        </div>
        <div className="ep-kv__row">
          <dt>{t("common.page.error.kept")}</dt>
          <dd>{t(`common.page.error.${kind}Kept`)}</dd>
        </div>
        <div className="ep-kv__row">
          <dt>{t("common.page.error.todo")}</dt>
          <dd>{t(`common.page.error.${kind}Todo`)}</dd>
        </div>
      </dl>
      <div className="ep-actions">
        {retryTo && <ButtonLink to={retryTo}>{t("common.page.error.retry")}</ButtonLink>}
        <ButtonLink to="/" variant={retryTo ? "secondary" : "primary"}>
          {t("common.page.error.home")}
        </ButtonLink>
      </div>
    </div>
  );
}
