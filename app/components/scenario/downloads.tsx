import { Disclosure } from "~/components/ui/disclosure";
import { formats } from "~/domain/exchange/schema";
import { useT } from "~/i18n/use-t";

/** The files of the text at an address: plain links, which work without JavaScript. `live`: it may still change. */
export function Downloads({ at, live = true }: { at: string; live?: boolean }) {
  const t = useT();
  return (
    <Disclosure summary={t("exchange.downloads.title")}>
      <nav aria-label={t("exchange.downloads.label")}>
        <ul>
          {formats.map((format) => (
            <li key={format}>
              <a href={`${at}/telecharger/${format}`}>{t(`exchange.downloads.format.${format}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {live && <p>{t("exchange.downloads.note")}</p>}
    </Disclosure>
  );
}
