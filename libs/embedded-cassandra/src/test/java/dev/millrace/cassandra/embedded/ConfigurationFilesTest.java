package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.cassandra.access.NoPeersAuthenticator;
import dev.millrace.cassandra.access.OnePasswordAuthenticator;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {

    @Test
    void everyPlaceholderOfTheTemplateIsFilled(@TempDir Path directory) throws Exception {
        EmbeddedCassandraSettings settings = EmbeddedCassandraSettings.alone(directory, 768);
        ConfigurationFiles files = new ConfigurationFiles(settings);

        files.write();

        assertThat(Files.readString(files.yaml()))
                .contains("native_transport_port: " + settings.nativePort())
                .contains("commitlog_sync: batch")
                .doesNotContain("${");
    }

    /** With less it ended by itself when some threads wrote records of 10 MB. */
    @Test
    void whatCassandraMayUseOutsideOfItsHeapIsEnoughForAllThatItIsToldToKeepThere(@TempDir Path directory)
            throws Exception {
        ConfigurationFiles files = new ConfigurationFiles(EmbeddedCassandraSettings.alone(directory, 768));

        files.write();

        assertThat(Files.readString(files.yaml()))
                .contains("commitlog_segment_size: 16MiB")
                .contains("concurrent_writes: 32")
                .contains("networking_cache_size: 32MiB")
                .contains("file_cache_size: 48MiB")
                .contains("memtable_offheap_space: 96MiB")
                .contains("native_transport_max_request_data_in_flight: 96MiB");
        int buffers = 32 * 2;
        assertThat(new MemorySizes(768).direct()).isGreaterThanOrEqualTo(4 * 16 + buffers + 32 + 48 + 96);
        assertThat(MemorySizes.keptBufferBytes()).isGreaterThan(1024 * 1024 + 16 * 1024);
    }

    @Test
    void aPasswordIsAskedForByFileAndNeverWrittenDown(@TempDir Path directory) throws Exception {
        Path password = Files.writeString(directory.resolve("o'clock, {1}"), "a-password-of-some-length");
        ConfigurationFiles files = new ConfigurationFiles(
                EmbeddedCassandraSettings.alone(directory, 768).askingForPassword(password));

        files.write();

        assertThat(Files.readString(files.yaml()))
                .contains("authenticator: {class_name: " + OnePasswordAuthenticator.class.getName()
                        + ", parameters: {password_file: '" + directory + "/o''clock, {1}'}}")
                .doesNotContain("a-password-of-some-length");
    }

    @Test
    void noOtherNodeIsLetIn(@TempDir Path directory) throws Exception {
        ConfigurationFiles files = new ConfigurationFiles(EmbeddedCassandraSettings.alone(directory, 768));

        files.write();

        assertThat(Files.readString(files.yaml()))
                .contains("internode_authenticator: " + NoPeersAuthenticator.class.getName());
    }

    @Test
    void aNodeOfATestsClusterKnowsItsSeedsAndLetsOthersIn(@TempDir Path directory) throws Exception {
        InetAddress own = InetAddress.getByName("127.0.0.11");
        InetAddress reached = InetAddress.getByName("127.0.1.11");
        ConfigurationFiles files = new ConfigurationFiles(EmbeddedCassandraSettings.alone(directory, 768)
                .inRing(own, 9042, 7000, new RingPlace(List.of(reached), reached, 5, true)));

        files.write();

        assertThat(Files.readString(files.yaml()))
                .contains("seeds: \"127.0.1.11:7000\"", "listen_address: 127.0.0.11\n", "initial_token: 5\n")
                .contains("broadcast_address: 127.0.1.11\n", "broadcast_rpc_address: 127.0.1.11\n")
                .contains("internode_authenticator: AllowAllInternodeAuthenticator")
                .contains("data_disk_usage_percentage_warn_threshold: 80\n");
    }

    @Test
    void aMisspeltPlaceholderIsAnErrorAndNotAnEmptyValue() {
        assertThatThrownBy(() -> ConfigurationFiles.render("a: ${prot}", Map.of("port", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${prot}");
    }
}
