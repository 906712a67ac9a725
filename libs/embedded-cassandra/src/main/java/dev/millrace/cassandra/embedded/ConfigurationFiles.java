package dev.millrace.cassandra.embedded;

import dev.millrace.cassandra.access.OnePasswordAuthenticator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders {@code cassandra.yaml} and copies {@code logback.xml} into the node's directory. */
final class ConfigurationFiles {

    /** A name and no class literal, as this process has no jar of Cassandra that the class could be loaded with. */
    static final String ONE_PASSWORD = "dev.millrace.cassandra.access.OnePasswordAuthenticator";

    private static final String NO_PEERS = "dev.millrace.cassandra.access.NoPeersAuthenticator";
    private static final String ANY_PEER = "AllowAllInternodeAuthenticator";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final EmbeddedCassandraSettings settings;

    ConfigurationFiles(EmbeddedCassandraSettings settings) {
        this.settings = settings;
    }

    Path yaml() {
        return settings.directory().resolve("conf").resolve("cassandra.yaml");
    }

    Path logback() {
        return settings.directory().resolve("conf").resolve("logback.xml");
    }

    Path logs() {
        return settings.directory().resolve("logs");
    }

    void write() throws IOException {
        Files.createDirectories(logs());
        Files.createDirectories(yaml().getParent());
        Files.createDirectories(commitLog());
        Files.writeString(yaml(), render(resource("cassandra.yaml"), placeholders()));
        Files.writeString(logback(), resource("logback.xml"));
    }

    private Path commitLog() {
        return settings.directory().resolve("commitlog");
    }

    private Map<String, String> placeholders() throws IOException {
        MemorySizes memory = new MemorySizes(settings.heapMebibytes());
        Map<String, String> values = new HashMap<>(Map.ofEntries(
                Map.entry("authenticator", authenticator()),
                Map.entry("address", settings.address().getHostAddress()),
                Map.entry("nativePort", String.valueOf(settings.nativePort())),
                Map.entry("storagePort", String.valueOf(settings.storagePort())),
                Map.entry("directory", settings.directory().toString()),
                Map.entry("commitLog", commitLog().toString()),
                Map.entry("commitLogAccess", new CommitLogAccess(commitLog()).mode()),
                Map.entry("commitLogSegmentMebibytes", String.valueOf(MemorySizes.COMMIT_LOG_SEGMENT)),
                Map.entry("writingThreads", String.valueOf(MemorySizes.WRITING_THREADS)),
                Map.entry("networkingCacheMebibytes", String.valueOf(MemorySizes.NETWORKING_CACHE)),
                Map.entry("requestMebibytes", String.valueOf(memory.requests())),
                Map.entry("memtableHeapMebibytes", String.valueOf(memory.memtableHeap())),
                Map.entry("memtableOffHeapMebibytes", String.valueOf(memory.memtableOffHeap())),
                Map.entry("fileCacheMebibytes", String.valueOf(memory.fileCache()))));
        values.putAll(amongNodes(settings.ring()));
        return values;
    }

    private Map<String, String> amongNodes(@Nullable RingPlace ring) {
        if (ring == null) {
            return Map.of("seeds", seed(settings.address()), "place", "", "internodeAuthenticator", NO_PEERS);
        }
        String reachedAt = ring.reachedAt().getHostAddress();
        return Map.of(
                "seeds",
                ring.seeds().stream().map(this::seed).collect(Collectors.joining(",")),
                "place",
                "broadcast_address: " + reachedAt + "\nbroadcast_rpc_address: " + reachedAt + "\ninitial_token: "
                        + ring.token() + "\n"
                        + (ring.tellsOfDisk() ? "data_disk_usage_percentage_warn_threshold: 80\n" : ""),
                "internodeAuthenticator",
                ANY_PEER);
    }

    private String seed(InetAddress node) {
        return node.getHostAddress() + ":" + settings.storagePort();
    }

    private String authenticator() {
        @Nullable Path file = settings.passwordFile();
        return file == null
                ? "AllowAllAuthenticator"
                : "{class_name: " + ONE_PASSWORD + ", parameters: {" + OnePasswordAuthenticator.PASSWORD_FILE + ": "
                        + quoted(file) + "}}";
    }

    private static String quoted(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    /** Replaces every placeholder; one that nobody fills is a mistake in the template, not an empty value. */
    static String render(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("The template names an unknown placeholder: " + match.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = ConfigurationFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Missing resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
