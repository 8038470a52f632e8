# Pantau in a small image: built in one stage, run in another, as a user who owns nothing but the data folder.
#
#   docker build -t pantau .
#   docker run -d --stop-timeout 30 -v pantau:/data -v "$PWD/pantau.yaml:/etc/pantau/pantau.yaml:ro" pantau
#
# Nothing is written outside of /data and /tmp: `--read-only --tmpfs /tmp` may be added. `compose.yaml` has the servers.
ARG NODE=node:20-bookworm-slim

FROM ${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Types and source maps are for people who work on the packages: a third of their weight. Of tesseract, 40 MB are for
# browsers, and the larger models.
RUN npm ci --omit=dev --ignore-scripts \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.[cm]ts' \) -delete \
 && find node_modules/tesseract.js-core -name '*.wasm.js' -delete \
 && rm -r node_modules/@tesseract.js-data/*/4.0.0

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM ${NODE}
# Crawlee asks `ps` how much memory is left; tini passes signals on and reaps it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends procps tini \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 pantau \
 && useradd --uid 10001 --gid pantau --home-dir /data --no-create-home --shell /usr/sbin/nologin pantau \
 && install -d -o pantau -g pantau -m 0700 /data /data/evidence \
 && ln -s /app/dist/app/cli.js /usr/local/bin/pantau
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=packages /app/node_modules ./node_modules
COPY config ./config
COPY --from=build /app/dist ./dist
ENV NODE_ENV=production PANTAU_DATA=/data PANTAU_CONFIG=/etc/pantau/pantau.yaml
# By number: Kubernetes' runAsNonRoot cannot look up a name.
USER 10001:10001
VOLUME /data
# So that `pantau timeline -o trail.csv` finds a folder that it may write to.
WORKDIR /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["pantau", "health"]
ENTRYPOINT ["tini", "--", "pantau"]
CMD ["up"]
