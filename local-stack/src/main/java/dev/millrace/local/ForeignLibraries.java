package dev.millrace.local;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps a service from being configured for libraries that only another service has. On its own, each service finds
 * just its own libraries on the class path; here they share one, and Spring Boot would give the gateway a Cassandra
 * session and the others a login page. A name here is a package prefix of auto-configurations.
 */
public final class ForeignLibraries implements AutoConfigurationImportFilter, EnvironmentAware {
    static final String PROPERTY = "millrace.local-stack.foreign-libraries";

    static final List<String> OF_GATEWAY = List.of(
            "org.springframework.boot.cassandra.",
            "org.springframework.boot.data.cassandra.",
            "org.springframework.boot.grpc.server.");

    static final List<String> OF_CONSUMER_REGISTRY = List.of(
            "org.springframework.boot.security.",
            "org.springframework.boot.grpc.server.autoconfigure.security.",
            "org.springdoc.");

    static final List<String> OF_METADATA_AND_SHARD = List.of(
            "org.springframework.boot.data.cassandra.",
            "org.springframework.boot.security.",
            "org.springframework.boot.grpc.server.autoconfigure.security.",
            "org.springdoc.");

    private String[] prefixes = new String[0];

    @Override
    public void setEnvironment(Environment environment) {
        prefixes = environment.getProperty(PROPERTY, String[].class, new String[0]);
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            wanted[i] = !isForeign(candidates[i]);
        }
        return wanted;
    }

    /** An entry is null when another filter has dropped it already. */
    private boolean isForeign(@Nullable String candidate) {
        if (candidate == null) {
            return false;
        }
        for (String prefix : prefixes) {
            if (candidate.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
