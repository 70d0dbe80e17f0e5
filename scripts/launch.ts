// What the launcher needs of the TypeScript side; bundled as build/launch.js, because plain Node starts it.
export { removeCluster } from "../app/platform/embedded/location.server";
export { startEmbedded } from "../app/platform/embedded/start.server";
export { deploy } from "../prisma/migrate";
