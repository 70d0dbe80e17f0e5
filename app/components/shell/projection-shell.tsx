import type { ReactNode } from "react";
import { type Brand, BrandBlock } from "./brand";
import { Breadcrumb, type Crumb } from "./breadcrumb";
import { SkipLinks } from "./skip-links";

type Props = {
  brand?: Brand | undefined;
  breadcrumb: readonly Crumb[];
  actions: ReactNode;
  /** The accent column at the left: the code. Above the rest on a small screen. */
  side: ReactNode;
  /** Network and saving state in words at the left of the foot. */
  status: ReactNode;
  footActions: ReactNode;
  children: ReactNode;
};

/** What a class reads on the wall: the product's menu is gone, nothing here is private. */
export function ProjectionShell({
  brand = "neutral",
  breadcrumb,
  actions,
  side,
  status,
  footActions,
  children,
}: Props) {
  return (
    <div className="ep-projection">
      <SkipLinks nav={false} />
      <header className="ep-bar-top">
        <div className="ep-bar-top__inner">
          <BrandBlock brand={brand} />
          <Breadcrumb items={breadcrumb} />
          <div className="ep-bar-top__tools">{actions}</div>
        </div>
      </header>
      <main className="ep-projection__main" id="contenu" tabIndex={-1}>
        <div className="ep-projection__side">{side}</div>
        <div className="ep-projection__page">{children}</div>
      </main>
      <footer className="ep-projection__foot">
        <div className="ep-projection__status">{status}</div>
        <div className="ep-actions ep-actions--end">{footActions}</div>
      </footer>
    </div>
  );
}
