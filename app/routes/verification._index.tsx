import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { Actions, Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { Verify } from "~/domain/certificate/schema";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("certificate.public.title"));

/** A form by GET: the address of the answer can be kept and sent. */
export async function loader({ request }: LoaderFunctionArgs) {
  const typed = new URL(request.url).searchParams.get("code");
  if (typed === null) return { typed: "", unknown: false };
  const parsed = Verify.safeParse({ code: typed });
  if (parsed.success) throw redirect(`/verification/${parsed.data.code}`);
  return { typed: typed.slice(0, 200), unknown: true };
}

export default function VerifyForm() {
  const t = useT();
  const { typed, unknown } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("certificate.public.title")} subtitle={t("certificate.public.subtitle")} />
      {unknown && <Alert kind="error">{t("errors.certificate.unknown")}</Alert>}
      <Form method="get">
        <Field
          name="code"
          label={t("certificate.public.code")}
          hint={t("certificate.public.codeHint")}
          defaultValue={typed}
          autoComplete="off"
          spellCheck={false}
        />
        <Actions>
          <Button icon="search">{t("certificate.public.check")}</Button>
        </Actions>
      </Form>
    </>
  );
}
