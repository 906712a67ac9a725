package dev.millrace.gateway.settings;

import dev.millrace.internal.rpc.ServiceTlsSettings;
import dev.millrace.tls.PemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Every setting of this service, as {@code gateway-service.yml} describes them one by one.
 *
 * @param accountId 12 digits, the owner of every stream
 * @param clusterSecret known to all services; authenticates their calls and seals tokens
 */
@ConfigurationProperties("millrace")
public record GatewaySettings(
        String region,
        String accountId,
        String clusterSecret,
        Root root,
        Metadata metadata,
        Shard shard,
        ConsumerRegistry consumerRegistry,
        Internal internal,
        Limits limits,
        Gateway gateway) {
    /** How long a request may take from its last byte to its answer. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    /** How long a connection may wait between two requests. */
    public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** When what is known of identities is older, nobody but the root is let in. */
    public static final Duration IDENTITY_STALENESS = Duration.ofSeconds(30);

    public GatewaySettings {
        require(region, "millrace.region", "MILLRACE_REGION");
        require(accountId, "millrace.account-id", "MILLRACE_ACCOUNT_ID");
        require(clusterSecret, "millrace.cluster-secret", "MILLRACE_CLUSTER_SECRET");
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("millrace.account-id (MILLRACE_ACCOUNT_ID) must have 12 digits");
        }
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "GatewaySettings[" + region + ", " + accountId + "]";
    }

    /** The credentials that may do everything; there are none by default. */
    public record Root(String accessKeyId, String secretAccessKey) {
        public Root {
            require(accessKeyId, "millrace.root.access-key-id", "MILLRACE_ROOT_ACCESS_KEY_ID");
            require(secretAccessKey, "millrace.root.secret-access-key", "MILLRACE_ROOT_SECRET_ACCESS_KEY");
        }

        @Override
        public String toString() {
            return "Root[" + accessKeyId + "]";
        }
    }

    /**
     * Where streams are kept.
     *
     * @param address of the metadata service, {@code host:port}
     */
    public record Metadata(String address) {
        public Metadata {
            require(address, "millrace.metadata.address", "MILLRACE_METADATA_ADDRESS");
        }
    }

    /**
     * Where records are kept.
     *
     * @param addresses of some instances of the shard service, {@code host:port}; any of them knows the others
     */
    public record Shard(List<String> addresses) {
        public Shard {
            if (addresses == null || addresses.isEmpty()) {
                throw new IllegalArgumentException("millrace.shard.addresses (MILLRACE_SHARD_ADDRESSES) must be set");
            }
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Where consumers are kept, and subscriptions served.
     *
     * @param addresses of all instances of the consumer registry, {@code host:port}
     */
    public record ConsumerRegistry(List<String> addresses) {
        public ConsumerRegistry {
            if (addresses == null || addresses.isEmpty()) {
                throw new IllegalArgumentException(
                        "millrace.consumer-registry.addresses (MILLRACE_CONSUMER_REGISTRY_ADDRESSES) must be set");
            }
            addresses = List.copyOf(addresses);
        }
    }

    /** How the other services are called. */
    public record Internal(ServiceTlsSettings tls) {}

    /**
     * How often operations may be called.
     *
     * @param callsPerSecond by operation; one that is missing here is not limited
     */
    public record Limits(
            boolean enabled,
            @DefaultValue Map<String, Integer> callsPerSecond,
            @DefaultValue Map<String, Integer> serviceCallsPerSecond) {
        public Limits {
            serviceCallsPerSecond = Map.copyOf(serviceCallsPerSecond);
            callsPerSecond = Map.copyOf(callsPerSecond);
        }
    }

    /**
     * The two ports, and the bounds of what goes through them.
     *
     * @param tlsPort 0 for any free one, negative for no TLS at all
     * @param tlsDirectory where the generated certificate is kept
     * @param tlsCertificate a PEM file to be used instead of a generated one, with {@code tlsPrivateKey}
     * @param testing what only tests change
     */
    public record Gateway(
            int httpPort,
            int tlsPort,
            String bindAddress,
            Path tlsDirectory,
            @Nullable Path tlsCertificate,
            @Nullable Path tlsPrivateKey,
            int maxConnections,
            DataSize maxRequestBytesInFlight,
            DataSize maxResponseBytesInFlight,
            @DefaultValue Testing testing) {
        public Gateway {
            tlsCertificate = presentOrNull(tlsCertificate);
            tlsPrivateKey = presentOrNull(tlsPrivateKey);
        }

        /**
         * What only tests change.
         *
         * @param maxBody the largest body of a request
         * @param maxHeadBytesInFlight of all requests in work
         * @param headerTimeout how long a request may take to send its head
         * @param leastBodyRate bytes a second at which bodies and answers must come on once they take longer than the header timeout
         */
        public record Testing(
                @DefaultValue("16MB") DataSize maxBody,
                @DefaultValue("128MB") DataSize maxHeadBytesInFlight,
                @DefaultValue("10s") Duration headerTimeout,
                @DefaultValue("16KB") DataSize leastBodyRate) {}

        /** An empty setting is none. */
        private static @Nullable Path presentOrNull(@Nullable Path path) {
            return path == null || path.toString().isEmpty() ? null : path;
        }

        /** The PEM files to use instead of generated ones. */
        public Optional<PemFiles> ownCertificate() {
            return tlsCertificate == null || tlsPrivateKey == null
                    ? Optional.empty()
                    : Optional.of(new PemFiles(tlsCertificate, tlsPrivateKey));
        }
    }

    private static void require(@Nullable String value, String property, String variable) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(property + " (" + variable + ") must be set");
        }
    }
}
