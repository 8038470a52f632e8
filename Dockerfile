# Pantau in a small image: built in one stage, run in another, as a user who owns nothing but the data folder.
ARG NODE=node:20-bookworm-slim

FROM ${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM ${NODE}
# Crawlee asks `ps` how much memory is left; tini passes signals on and reaps it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends procps tini ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --create-home pantau
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY config ./config
RUN ln -s /app/dist/app/cli.js /usr/local/bin/pantau
ENV NODE_ENV=production PANTAU_DATA=/data PANTAU_CONFIG=/etc/pantau/pantau.yaml
USER pantau
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["pantau", "health"]
ENTRYPOINT ["tini", "--", "pantau"]
CMD ["up"]
