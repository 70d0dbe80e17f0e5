// The default backend, even where a Redis is at hand for the other file.
delete process.env.REDIS_URL;
const { queueSuite } = await import("./suite");
queueSuite("PostgreSQL");
