import type { UserConfig } from "vite";

type Postcss = Exclude<NonNullable<UserConfig["css"]>["postcss"], string | undefined>;
type CssPlugin = NonNullable<Postcss["plugins"]>[number];

/** The families of the State design system that app/components writes; its spacing, grid and icon classes are not. */
const kept =
  /^fr-(btn|input|select|checkbox|radio|badge|label|hint|error|valid|info|message|messages|fieldset|sr-only|breadcrumb)/;

/** Tokens that our own sheets may ask for, or set for a part. */
const ours =
  /^--((text|background|border)-[a-z-]+-(grey|blue-france|error|success|warning|info)|idle|hover|active|hover-tint|active-tint|text-spacing|title-spacing|xl-block|ol-content)$/;

/**
 * Keeps of the State design system's sheet what this product can show: three quarters of it are spacing classes, and
 * colours nobody asks for. Typefaces stay: the State's brand asks for them by name.
 */
export function dsfrSubset(): CssPlugin {
  return {
    postcssPlugin: "dsfr-subset",
    OnceExit(root) {
      if (!root.source?.input.from?.includes("/styles/dsfr.css")) return;
      root.walkRules((rule) => {
        const selectors = rule.selectors.filter((selector) => {
          const classes = [...selector.matchAll(/\.(fr-[\w-]+)/g)].map(([, name = ""]) => name);
          return classes.every((name) => kept.test(name));
        });
        if (selectors.length === 0) rule.remove();
        else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
      });
      root.walkAtRules((at) => {
        if (at.nodes?.length === 0 && at.name !== "import") at.remove();
      });
      // A token may name another one: go round until nobody is left unasked.
      for (let removed = 1; removed > 0; ) {
        removed = 0;
        const asked = new Set(root.toString().match(/(?<=var\(\s*)--[\w-]+/g));
        root.walkDecls(/^--/, (token) => {
          if (asked.has(token.prop) || ours.test(token.prop)) return;
          token.remove();
          removed += 1;
        });
      }
    },
  };
}
