import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NameSomebody } from "~/components/account/name-somebody";
import { PeopleTable } from "~/components/account/people-table";
import { SearchForm } from "~/components/place/search-form";
import { TextLink } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { FormError } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { refusedFor } from "~/components/ui/refused";
import { setSuspended } from "~/domain/account/commands.server";
import { listNameable, listPeople } from "~/domain/account/queries.server";
import { assignRole, endRole } from "~/domain/account/roles.server";
import { AssignRole, OneId, PeopleFilter } from "~/domain/account/schema";
import { listManageable } from "~/domain/career/queries.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { filterOf } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "account.list",
    write: {
      nameRole: "account.nameRole",
      endRole: "account.nameRole",
      suspend: "account.suspend",
      restore: "account.suspend",
    },
  },
  breadcrumb: (_data: never, t: T) => [
    { label: t("place.section.title"), to: "/academie" },
    { label: t("account.people.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.people.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const filter = filterOf(request, PeopleFilter);
  const [page, nameable] = await orRefuse(Promise.all([listPeople(actor, filter), listNameable(actor)]));
  const ids = page.people.map(({ id }) => id);
  return { filter, ...page, nameable, ...(await listManageable(actor, ids)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { nameRole: AssignRole, endRole: OneId, suspend: OneId, restore: OneId });
  if (!form.ok) return form.answer;
  const back = new URL(request.url).pathname;
  try {
    switch (form.intent) {
      case "nameRole":
        await assignRole(actor, form.value);
        return redirectWithFlash(back, "account.people.named");
      case "endRole":
        await endRole(actor, form.value.id);
        return redirectWithFlash(back, "account.people.ended");
      case "suspend":
        await setSuspended(actor, form.value.id, true);
        return redirectWithFlash(back, "account.people.suspended");
      case "restore":
        await setSuspended(actor, form.value.id, false);
        return redirectWithFlash(back, "account.people.restored");
    }
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function People() {
  const t = useT();
  const { filter, people, next, nameable, careers, imports } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const naming = refusedFor(answer, "nameRole");
  return (
    <>
      <PageTitle title={t("account.people.title")} subtitle={t("account.people.subtitle")} />
      {!naming && <FormError refused={answer} />}
      {nameable.length > 0 && (
        <Disclosure summary={t("account.people.nameTitle")} open={naming !== undefined}>
          <NameSomebody nameable={nameable} refused={naming} />
        </Disclosure>
      )}
      {imports && (
        <p>
          <TextLink to="/academie/personnes/carrieres">{t("career.import.link")}</TextLink>
        </p>
      )}
      <SearchForm q={filter.q} label={t("account.people.search")} submit={t("account.people.searchSubmit")} />
      <PeopleTable people={people} careers={careers} />
      <Pager next={next && `?${new URLSearchParams({ ...(filter.q ? { q: filter.q } : {}), after: next })}`} />
    </>
  );
}
