import type fr from "../fr/place";
import type { Translated } from "../shape";

export default {
  section: {
    title: "Académie",
    subtitle: "The people, places and roles of your area.",
    schools: "Schools",
    schoolsDetail: "UAI code, sector and town of the schools you follow",
    people: "People and roles",
    peopleDetail: "Who holds which role, where and since when",
    referents: "Référents and mission letters",
    referentsDetail: "Who is named, what remains to be signed",
  },
  schools: {
    title: "Schools",
    search: "Search a name, a town or a UAI code",
    searchSubmit: "Search",
    anySector: "All sectors",
    sector: "Sector",
    caption: "Schools of your area",
    name: "School",
    uai: "UAI",
    type: "Type",
    town: "Town",
    fictional: "fictional",
    empty: "No school matches this search.",
  },
  types: { ECOLE: "primary school", COLLEGE: "collège", LYCEE: "lycée", EREA: "EREA" },
  sectors: { PUBLIC: "public", PRIVATE_CONTRACT: "private under contract" },
  errors: {
    notFound: "This place cannot be found, or is outside your area.",
  },
} satisfies Translated<typeof fr>;
