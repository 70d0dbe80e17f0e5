/** Strokes on a 24 × 24 grid, drawn for this product; `currentColor`, 2 px. */
const paths = {
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  place: "M12 21c4-4.5 6.5-7.9 6.5-11a6.5 6.5 0 0 0-13 0c0 3.1 2.5 6.5 6.5 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  people:
    "M12 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 20v-3.5a4 4 0 0 1 8 0V20M5 12a2 2 0 1 0 0-4M19 12a2 2 0 1 0 0-4M3 19v-2a3 3 0 0 1 2.5-3M21 19v-2a3 3 0 0 0-2.5-3",
  book: "M19 17V4H6.5A1.5 1.5 0 0 0 5 5.5v13M19 17H6.5a1.5 1.5 0 0 0 0 3H19M9 8h6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  pen: "M4 20l1-4L16.5 4.5l3 3L8 19zM13.5 7.5l3 3M14 20h6",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5",
  chevron: "M9.5 6l6 6-6 6",
  "chevron-left": "M14.5 6l-6 6 6 6",
  "chevron-down": "M6 9.5l6 6 6-6",
  "chevron-up": "M6 14.5l6-6 6 6",
  warning: "M12 4L2.5 20h19zM12 10v5M12 17v.5",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5V8",
  error: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v6M12 16v.5",
  "check-circle": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l2.7 2.7L16 10",
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
  euro: "M18 6.5A7 7 0 1 0 18 17.5M4 10.5h9M4 13.5h8",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  download: "M12 4v11M7 10.5l5 5 5-5M4 20h16",
  upload: "M12 16V5M7 9.5l5-5 5 5M4 20h16",
  user: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21a7.5 7.5 0 0 1 15 0",
  logout: "M10 4H4v16h6M9 12h11M16 8l4 4-4 4",
  plus: "M12 5v14M5 12h14",
  grip: "M9 5v.5M15 5v.5M9 12v.5M15 12v.5M9 19v.5M15 19v.5",
  document: "M5 4h9l5 5v11H5zM14 4v5h5M8 13h8M8 16.5h8",
  "eye-off":
    "M4 4l16 16M10 6.3A9 9 0 0 1 12 6c5 0 8 4 9 6-.5 1-1.3 2.2-2.5 3.3M6.5 7.5C4.7 8.8 3.5 10.7 3 12c1 2 4 6 9 6 1.3 0 2.5-.3 3.6-.7M10 10a2.8 2.8 0 0 0 4 4",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  team: "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 20a6 6 0 0 1 12 0M15.5 5.5a3 3 0 0 1 0 5.5M17 14.5a6 6 0 0 1 4.5 5.5",
  hours: "M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4",
  settings:
    "M4 7h9M19 7h1M4 12h1M11 12h9M4 17h7M17 17h3M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM14 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  school: "M3 20h18M5 20v-9h14v9M12 11V3l5 2-5 2M10 20v-5h4v5M8 14.5v.5M16 14.5v.5",
  list: "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.6-5.6L12 7.3M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.6 5.6l1.4-1.4",
  wifi: "M2.5 9a14 14 0 0 1 19 0M6 12.8a9 9 0 0 1 12 0M9 16.3a4.5 4.5 0 0 1 6 0M12 19.5v.3",
  "wifi-off":
    "M4 4l16 16M2.5 9a14 14 0 0 1 4-2.5M11 5.6A14 14 0 0 1 21.5 9M6 12.8a9 9 0 0 1 4-2M15 11.2a9 9 0 0 1 3 1.6M9 16.3a4.5 4.5 0 0 1 6 0M12 19.5v.3",
  lock: "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
  history: "M4 5v5h5M4.5 10A8 8 0 1 1 4 13M12 8v4.5l3 2",
  comment: "M4 5h16v11h-9l-4 4v-4H4z",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z",
  certificate: "M6 3h12v9M6 3v17h5M9 7h6M9 11h3M16 18a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM14.5 17.5V22l1.5-1 1.5 1v-4.5",
} as const;

export type IconName = keyof typeof paths;

/** Decorative unless `label` is given: the words beside it say the same. */
export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  const shape = (
    <path
      d={paths[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
  const box = { className: "ep-icon", viewBox: "0 0 24 24", width: size, height: size };
  if (label === undefined)
    return (
      <svg {...box} aria-hidden="true" focusable="false">
        {shape}
      </svg>
    );
  return (
    <svg {...box} role="img" aria-label={label}>
      {shape}
    </svg>
  );
}
