# Builds the programs, then ships them without the build tools. Any OCI engine; see compose.yaml.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/build build
COPY --from=build /app/prisma prisma
COPY --from=build /app/package.json ./
USER node
EXPOSE 3000
# The same image migrates (node build/migrate.js deploy) and works (node build/worker.js).
CMD ["node", "--enable-source-maps", "build/main.js"]
