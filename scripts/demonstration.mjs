// What the launcher reads and writes in the database of the demonstration, as its owner.

/** The profile the database was seeded with; null when it was not, or not to the end. */
export async function seededProfile(ownerUrl) {
  const { rows } = await query(
    ownerUrl,
    "select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()",
  );
  return /^demonstration: (.+)$/.exec(rows[0]?.note ?? "")?.[1] ?? null;
}

/** Whether somebody lives in the database. */
export async function isInhabited(ownerUrl) {
  const { rows } = await query(ownerUrl, "select to_regclass('public.person') is not null as made");
  if (!rows[0]?.made) return false;
  return (await query(ownerUrl, "select from person limit 1")).rowCount > 0;
}

/** Notes that the seeding went to its end. */
export async function noteProfile(ownerUrl, profile) {
  const name = decodeURIComponent(new URL(ownerUrl).pathname.slice(1)).replaceAll('"', '""');
  await query(ownerUrl, `comment on database "${name}" is 'demonstration: ${profile.replaceAll("'", "")}'`);
}

/** Moves business time forward to a date of Paris, « 2012-11-02 » (9 h) or « 2012-11-02T14:00 ». */
export async function moveClock(ownerUrl, date, say) {
  const wanted = `${date.replace("T", " ")}${date.includes("T") ? "" : " 09:00"}`;
  const { rowCount } = await query(
    ownerUrl,
    `update business_clock
     set offset_ms = round(extract(epoch from ($1::timestamp at time zone 'Europe/Paris') - clock_timestamp()) * 1000)
     where ($1::timestamp at time zone 'Europe/Paris') > business_now()`,
    [wanted],
  );
  if (rowCount === 0) say(`Business time is already past ${date} and never goes back: --reset starts anew.`);
}

async function query(url, sql, values) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
