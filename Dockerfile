# The worker with the console. See docs/guides/running-the-worker.md; never built where this was written.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8025 DATABASE_FILE=/data/worker.sqlite
WORKDIR /app
RUN mkdir /data && chown node:node /data
# The program holds its libraries; only the database driver, with its compiled part, stays beside it.
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules/@photostructure ./node_modules/@photostructure
COPY --from=build /app/node_modules/node-gyp-build ./node_modules/node-gyp-build
COPY --from=build /app/dist/worker.mjs ./dist/worker.mjs
COPY --from=build /app/dist/worker-pages ./dist/worker-pages
COPY --from=build /app/dist/console ./dist/console
USER node
VOLUME /data
EXPOSE 8025
# Asks over http: https is the proxy's in front of it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/worker.mjs"]
