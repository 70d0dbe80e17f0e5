import type { ReactNode } from "react";
import { Flash } from "~/components/ui/alert";
import { Breadcrumb, type Crumb } from "./breadcrumb";
import { type Demonstration, DemonstrationBar } from "./demonstration-bar";
import { Footer } from "./footer";
import { Header, type HeaderProps } from "./header";
import { BottomBar } from "./navigation";
import { SkipLinks } from "./skip-links";

type Props = HeaderProps & {
  breadcrumb?: readonly Crumb[] | undefined;
  demonstration?: Demonstration | null | undefined;
  flash?: Parameters<typeof Flash>[0] | undefined;
  children: ReactNode;
};

/** The page of somebody signed in. */
export function AppShell({ breadcrumb = [], demonstration, flash, children, ...header }: Props) {
  return (
    <div className="ep-shell">
      <SkipLinks />
      {demonstration && <DemonstrationBar {...demonstration} />}
      <Header {...header} />
      <main className="ep-main" id="contenu" tabIndex={-1}>
        <Breadcrumb items={breadcrumb} />
        {flash && <Flash {...flash} />}
        {children}
      </main>
      <Footer />
      <BottomBar entries={header.sections} current={header.current} />
    </div>
  );
}
