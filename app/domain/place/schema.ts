import { z } from "zod";

export const SchoolFilter = z.object({
  /** Part of a name, a town, or a UAI. */
  q: z.string().trim().max(80).optional(),
  sector: z.enum(["PUBLIC", "PRIVATE_CONTRACT"]).optional(),
  after: z.uuid().optional(),
});
export type SchoolFilter = z.output<typeof SchoolFilter>;

export type SchoolLine = {
  id: string;
  uai: string;
  name: string;
  type: "ECOLE" | "COLLEGE" | "LYCEE" | "EREA";
  sector: "PUBLIC" | "PRIVATE_CONTRACT";
  town: string;
  fictional: boolean;
};
