package dev.millrace.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose, by environment variables; see {@code millrace help}.
 *
 * @param data where everything is kept, {@code MILLRACE_DATA}
 * @param region {@code MILLRACE_REGION}
 * @param accountId twelve digits, {@code MILLRACE_ACCOUNT_ID}
 * @param httpPort HTTP/1.1 and h2c, {@code MILLRACE_HTTP_PORT}
 * @param tlsPort HTTP/1.1 and h2 over TLS, {@code MILLRACE_TLS_PORT}
 * @param limits whether the throughput and call limits are on, {@code MILLRACE_LIMITS}
 * @param givenCredentials the root credentials, when they are given rather than generated
 * @param cassandraHeapMebibytes {@code MILLRACE_CASSANDRA_HEAP_MB}
 */
record LocalStackSettings(
        Path data,
        String region,
        String accountId,
        int httpPort,
        int tlsPort,
        boolean limits,
        Optional<RootCredentials> givenCredentials,
        int cassandraHeapMebibytes) {
    private static final int HIGHEST_PORT = 65_535;

    static LocalStackSettings from(Map<String, String> environment) {
        return new LocalStackSettings(
                Path.of(text(environment, "MILLRACE_DATA", "data"))
                        .toAbsolutePath()
                        .normalize(),
                text(environment, "MILLRACE_REGION", "us-east-1"),
                accountId(environment),
                port(environment, "MILLRACE_HTTP_PORT", 4567),
                port(environment, "MILLRACE_TLS_PORT", 4568),
                onOrOff(environment, "MILLRACE_LIMITS"),
                credentials(environment),
                number(environment, "MILLRACE_CASSANDRA_HEAP_MB", 2048));
    }

    private static String accountId(Map<String, String> environment) {
        String id = text(environment, "MILLRACE_ACCOUNT_ID", "000000000000");
        if (!id.matches("\\d{12}")) {
            throw new LocalStackException("MILLRACE_ACCOUNT_ID must be twelve digits");
        }
        return id;
    }

    private static Optional<RootCredentials> credentials(Map<String, String> environment) {
        String id = text(environment, "MILLRACE_ROOT_ACCESS_KEY_ID", "");
        String secret = text(environment, "MILLRACE_ROOT_SECRET_ACCESS_KEY", "");
        if (id.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw new LocalStackException(
                    "MILLRACE_ROOT_ACCESS_KEY_ID and MILLRACE_ROOT_SECRET_ACCESS_KEY belong together: set both or none");
        }
        return Optional.of(new RootCredentials(id, secret));
    }

    private static boolean onOrOff(Map<String, String> environment, String variable) {
        return switch (text(environment, variable, "on")) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new LocalStackException(variable + " is on or off");
        };
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        int port = number(environment, variable, otherwise);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new LocalStackException(variable + " must be between 1 and " + HIGHEST_PORT);
        }
        return port;
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        try {
            return Integer.parseInt(text(environment, variable, String.valueOf(otherwise)));
        } catch (NumberFormatException e) {
            throw new LocalStackException(variable + " must be a number", e);
        }
    }

    private static String text(Map<String, String> environment, String variable, String otherwise) {
        @Nullable String value = environment.get(variable);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
