import { TextLink } from "~/components/ui/button";
import { useT } from "~/i18n/use-t";

/** Beside what waits for a career: the way to write it, for whoever may. `careerOf` null for everybody else. */
export function CompleteCareer({ careerOf, name }: { careerOf: string | null; name: string }) {
  const t = useT();
  if (careerOf === null) return null;
  return (
    <p>
      <TextLink to={`/academie/personnes/${careerOf}/carriere`} icon="pen">
        {t("career.complete", { name })}
      </TextLink>
    </p>
  );
}
