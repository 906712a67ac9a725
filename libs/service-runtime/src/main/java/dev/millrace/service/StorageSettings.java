package dev.millrace.service;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the tables are.
 *
 * @param keyspace of all of Millrace's tables; created when missing
 * @param replicationFactor replicas in the local data centre when the keyspace is created here; one is for one node
 * @param allowSingleReplica whether a keyspace may be created with one replica though there are several nodes, of which each
 *     then loses its part of all records when it is lost
 * @param tls whether the nodes are reached through TLS
 */
@ConfigurationProperties("millrace.cassandra")
public record StorageSettings(
        @DefaultValue("millrace") String keyspace,
        @DefaultValue("1") int replicationFactor,
        boolean allowSingleReplica,
        @DefaultValue StorageTlsSettings tls) {}
