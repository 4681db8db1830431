# syntax=docker/dockerfile:1
# A small image with joblint and a shell, for CI jobs that run in it. It does not run as root.
#
#   docker build -t joblint .
#   docker run --rm -v "$PWD:/jobs:ro" joblint check

FROM rust:1.88-alpine3.22 AS build
RUN apk add --no-cache musl-dev
WORKDIR /joblint
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY schemas schemas
COPY benches benches
RUN cargo build --release --locked --bin joblint
# Build the image only if the program works: it must accept a good job and reject a bad one.
COPY fixtures/jobs/excel-to-ad.json good.json
COPY fixtures/invalid/one-key-field.json bad.json
RUN target/release/joblint check good.json \
    && if target/release/joblint check --format concise bad.json; then exit 1; else test $? -eq 1; fi

FROM alpine:3.22
LABEL org.opencontainers.image.title="joblint" \
      org.opencontainers.image.description="A linter for JSON definitions of Synchronize jobs" \
      org.opencontainers.image.licenses="Apache-2.0 OR MIT"
RUN adduser -D -H -u 10001 joblint
COPY --from=build /joblint/target/release/joblint /usr/local/bin/joblint
USER 10001:10001
WORKDIR /jobs
RUN ["joblint", "--version"]
ENTRYPOINT ["joblint"]
CMD ["check"]
