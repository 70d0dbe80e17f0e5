import type { ReactNode } from "react";
import { Flash } from "~/components/ui/alert";
import { type Brand, BrandBlock } from "./brand";
import { type Demonstration, DemonstrationBar } from "./demonstration-bar";
import { Footer } from "./footer";
import { LanguageSwitch } from "./language-switch";
import { SkipLinks } from "./skip-links";

type Props = {
  brand?: Brand | undefined;
  /** A few words at the right of the bar: « Code valable ». */
  aside?: ReactNode;
  demonstration?: Demonstration | null | undefined;
  flash?: Parameters<typeof Flash>[0] | undefined;
  children: ReactNode;
};

/** Pages that anybody may open: sign-in, signing a presence, verifying a certificate. One narrow column. */
export function PublicShell({ brand = "neutral", aside, demonstration, flash, children }: Props) {
  return (
    <div className="ep-shell ep-shell--public">
      <SkipLinks nav={false} />
      {demonstration && <DemonstrationBar {...demonstration} />}
      <header className="ep-bar-top">
        <div className="ep-bar-top__inner">
          <BrandBlock brand={brand} />
          <div className="ep-bar-top__tools">
            {aside && <p className="ep-bar-top__aside">{aside}</p>}
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main className="ep-main ep-main--narrow" id="contenu" tabIndex={-1}>
        {flash && <Flash {...flash} />}
        {children}
      </main>
      <Footer />
    </div>
  );
}
