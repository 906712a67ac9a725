# Cassandra with what Millrace relies on: an acknowledged write is on disk, and compare-and-set costs two round trips.
ARG BASE_IMAGE=cassandra:5.0
FROM ${BASE_IMAGE}
RUN sed -i \
      -e 's/^commitlog_sync: .*/commitlog_sync: batch/' \
      -e '/^commitlog_sync_period/d' \
      -e '/^paxos_variant:/d' \
      -e '/^auto_snapshot:/d' \
      /etc/cassandra/cassandra.yaml \
    && printf '%s\n' '' 'paxos_variant: v2' 'auto_snapshot: false' >> /etc/cassandra/cassandra.yaml
COPY docker/listens /usr/local/bin/
