package dev.millrace.consumers;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where this instance and the other services are.
 *
 * @param consumerRegistry this service
 * @param metadata where streams are kept
 * @param shard where records are kept
 */
@ConfigurationProperties("millrace")
record RegistrySettings(ConsumerRegistry consumerRegistry, Metadata metadata, Shard shard, Limits limits) {
    /** @param advertisedAddress {@code host:port} under which other instances reach this one */
    record ConsumerRegistry(String advertisedAddress) {}

    /** @param address {@code host:port} */
    record Metadata(String address) {}

    /** @param addresses of some instances, {@code host:port}; any of them knows the others */
    record Shard(List<String> addresses) {}

    /** @param enabled false for neither calls nor bytes per second being limited */
    record Limits(boolean enabled) {}
}
