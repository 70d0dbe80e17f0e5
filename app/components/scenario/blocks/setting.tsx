import { createContext, useContext } from "react";
import type { FrameworkChoice } from "~/domain/c2i2e/schema";
import { type Citation, citationKey } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";

/** What the blocks of one editor need from around it. */
export type BlockSetting = {
  scenarioId: string;
  frameworks: readonly FrameworkChoice[];
  /** Said by screen readers, once. */
  announce: (sentence: string) => void;
};

const Setting = createContext<BlockSetting | null>(null);
export const BlockSettingProvider = Setting.Provider;

export function useBlockSetting(): BlockSetting {
  const setting = useContext(Setting);
  if (!setting) throw new Error("a block outside its editor");
  return setting;
}

/** « C2i2e B.2-1 » and its label; the code alone where no framework here has it. */
export function useCompetenceWords(frameworks: readonly FrameworkChoice[]) {
  const t = useT();
  return (cited: Citation) => {
    const framework = frameworks.find(({ code, version }) => code === cited.framework && version === cited.version);
    const label = framework?.competences.find(({ code }) => code === cited.code)?.label;
    return {
      key: citationKey(cited),
      name: `${t.find(`c2i2e.framework.${cited.framework}`) ?? cited.framework} ${cited.code}`,
      label: label ?? cited.version,
    };
  };
}
