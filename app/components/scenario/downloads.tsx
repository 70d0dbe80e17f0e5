import { Disclosure } from "~/components/ui/disclosure";
import { formats } from "~/domain/exchange/schema";
import { useT } from "~/i18n/use-t";

/** The files of a scenario, or of one of its versions: plain links, which work without JavaScript. */
export function Downloads({ scenarioId, versionId }: { scenarioId: string; versionId?: string }) {
  const t = useT();
  const of = versionId === undefined ? `/scenarios/${scenarioId}` : `/scenarios/${scenarioId}/versions/${versionId}`;
  return (
    <Disclosure summary={t("exchange.downloads.title")}>
      <nav aria-label={t("exchange.downloads.label")}>
        <ul>
          {formats.map((format) => (
            <li key={format}>
              <a href={`${of}/telecharger/${format}`}>{t(`exchange.downloads.format.${format}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {versionId === undefined && <p>{t("exchange.downloads.note")}</p>}
    </Disclosure>
  );
}
