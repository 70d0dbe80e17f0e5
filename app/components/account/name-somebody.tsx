import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import type { Role } from "~/domain/actor";
import { useT } from "~/i18n/use-t";

type Nameable = { role: Role; places: { id: string; name: string }[] }[];

/** Names somebody by address: only roles and places the actor may give. */
export function NameSomebody({ nameable, refused }: { nameable: Nameable; refused: unknown }) {
  const t = useT();
  const places = new Map(nameable.flatMap(({ places }) => places.map(({ id, name }) => [id, name] as const)));
  return (
    <Form refused={refused} intent="nameRole">
      <p>{t("account.people.nameHint")}</p>
      <Field name="email" type="email" label={t("account.email")} autoComplete="off" width="md" />
      <Select
        name="role"
        label={t("account.people.role")}
        options={nameable.map(({ role }) => ({ value: role, label: t(`common.roles.${role}`) }))}
      />
      <Select
        name="placeId"
        label={t("account.people.place")}
        options={[...places].map(([value, label]) => ({ value, label }))}
      />
      <Button>{t("account.people.nameSubmit")}</Button>
    </Form>
  );
}
