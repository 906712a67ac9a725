package dev.millrace.internal.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The services of a deployment, as their certificates name them, and who of them has anything to ask of whom. */
public enum ServiceName {
    GATEWAY("gateway-service"),
    METADATA("metadata-service"),
    SHARD("shard-service"),
    CONSUMER_REGISTRY("consumer-registry-service");

    private final String text;

    ServiceName(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static ServiceName of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(text + " is no service of Millrace"));
    }

    /** The service of that name, if there is one. */
    static Optional<ServiceName> find(String text) {
        return Arrays.stream(values()).filter(name -> name.text.equals(text)).findFirst();
    }

    /** Who calls this service. */
    public Set<ServiceName> callers() {
        return switch (this) {
            case GATEWAY -> EnumSet.noneOf(ServiceName.class);
            case METADATA -> EnumSet.of(GATEWAY, SHARD, CONSUMER_REGISTRY);
            // The metadata service seals the logs of shards that are split or merged.
            case SHARD -> EnumSet.of(GATEWAY, METADATA, CONSUMER_REGISTRY);
            // Its instances end subscriptions at each other.
            case CONSUMER_REGISTRY -> EnumSet.of(GATEWAY, CONSUMER_REGISTRY);
        };
    }
}
