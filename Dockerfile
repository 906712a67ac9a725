# One image per service: docker build --build-arg SERVICE=gateway-service .
# Expects the jars of "./mvnw -DskipTests package".
ARG BASE_IMAGE=eclipse-temurin:17-jre

FROM ${BASE_IMAGE} AS layers
ARG SERVICE
WORKDIR /work
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --launcher --destination layers

FROM ${BASE_IMAGE}
# From what changes seldom to what changes with every build, so that an update ships the last layer only.
COPY --from=layers /work/layers/dependencies/ /opt/millrace/
COPY --from=layers /work/layers/spring-boot-loader/ /opt/millrace/
COPY --from=layers /work/layers/snapshot-dependencies/ /opt/millrace/
COPY --from=layers /work/layers/application/ /opt/millrace/
COPY docker/ready docker/credentials docker/make-secrets /usr/local/bin/
# The volumes take these owners when they are first used.
RUN folders="/secrets /root-credentials /cassandra-password /certificate /certificates /data" \
    && mkdir -p $folders /data/tls /data/keys /data/audit \
    && for owner in authority gateway-service metadata-service shard-service consumer-registry-service; do \
         mkdir "/certificates/$owner"; \
       done \
    && chown -R 10001:10001 $folders
USER 10001:10001
WORKDIR /opt/millrace
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "org.springframework.boot.loader.launch.JarLauncher"]
