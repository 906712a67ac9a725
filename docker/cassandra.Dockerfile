# Cassandra with what Millrace relies on: an acknowledged write is on disk, compare-and-set costs two round trips, and sessions
# take a password. Expects the jars of "./mvnw -DskipTests package".
ARG BASE_IMAGE=cassandra:5.0
FROM ${BASE_IMAGE}
# Who may be another node: nobody, unless there is a network that nodes have for themselves (docker-compose.cluster.yml).
ARG NODES=dev.millrace.cassandra.access.NoPeersAuthenticator
# The settings of these names go, with the indented lines that belong to them, and ours follow at the end.
RUN sed -i \
      -e '/^authenticator:/,/^[^ ]/{/^authenticator:/d;/^ /d}' \
      -e '/^internode_authenticator:/,/^[^ ]/{/^internode_authenticator:/d;/^ /d}' \
      -e 's/^commitlog_sync: .*/commitlog_sync: batch/' \
      -e '/^commitlog_sync_period/d' \
      -e '/^paxos_variant:/d' \
      -e '/^auto_snapshot:/d' \
      -e '/^slow_query_log_timeout:/d' \
      -e '/^zero_ttl_on_twcs_warned:/d' \
      -e '/^data_disk_usage_percentage_warn_threshold:/d' \
      -e '/^native_transport_max_request_data_in_flight/d' \
      /etc/cassandra/cassandra.yaml \
    && printf '%s\n' '' 'paxos_variant: v2' 'auto_snapshot: false' \
      'slow_query_log_timeout: 0ms' 'zero_ttl_on_twcs_warned: false' \
      'data_disk_usage_percentage_warn_threshold: 80' \
      'native_transport_max_request_data_in_flight: 256MiB' \
      'native_transport_max_request_data_in_flight_per_ip: 128MiB' \
      'authenticator:' \
      '  class_name: dev.millrace.cassandra.access.OnePasswordAuthenticator' \
      '  parameters:' \
      '    password_file: /cassandra-password/MILLRACE_CASSANDRA_PASSWORD' \
      "internode_authenticator: ${NODES}" \
      >> /etc/cassandra/cassandra.yaml
# Each writing thread keeps a buffer that takes the largest row, of some more than 1 MiB, rather than ask for a new one each time.
# Nodes look at their disks every five seconds, and the shard service refuses records once one is above the threshold.
ENV JVM_EXTRA_OPTS="-Dcassandra.dob_max_recycle_bytes=2097152 -Dcassandra.disk_usage.monitor_interval_ms=5000"
COPY libs/embedded-cassandra/target/embedded-cassandra-*.jar /opt/cassandra/lib/
COPY docker/listens /usr/local/bin/
