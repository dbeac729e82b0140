# One image for every service; the argument says which: `docker run varselvakt run validator`.
FROM node:24-slim AS install
WORKDIR /app
COPY . .
# Only what the services need: no test tools, no embedded servers, no second Node.
RUN npm install --no-save --omit=dev --workspace=cli --workspace=services/validator --workspace=services/persister \
      --workspace=services/deleter --workspace=services/monitor \
 && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 HTTP_PORT=8080
WORKDIR /app
COPY --from=install /app /app
USER node
EXPOSE 8080
# The flags of cli/bin/node-flags.json: half the memory, at no cost in speed.
ENTRYPOINT ["node", "--max-semi-space-size=2", "/app/cli/bin/varselvakt.js"]
CMD ["--help"]
