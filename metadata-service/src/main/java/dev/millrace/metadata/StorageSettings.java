package dev.millrace.metadata;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the tables are.
 *
 * @param keyspace of all of Millrace's tables; created when missing
 * @param replicationFactor replicas in the local data centre when the keyspace is created here; one is for one node
 */
@ConfigurationProperties("millrace.cassandra")
public record StorageSettings(
        @DefaultValue("millrace") String keyspace,
        @DefaultValue("1") int replicationFactor) {}
