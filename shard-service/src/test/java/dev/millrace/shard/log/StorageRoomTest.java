package dev.millrace.shard.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageRoomTest {
    private static final long MEBIBYTE = 1 << 20;

    private final FreeSpace free = new FreeSpace(Path.of("data"), 1000 * MEBIBYTE);
    private final StorageRoom room = new StorageRoom();

    @Test
    void recordsStopBelowTheReserveAndComeBackByThemselvesSomewhatAboveIt() {
        assertThat(roomWith(1001)).isTrue();
        assertThat(roomWith(999)).isFalse();
        assertThat(roomWith(1001)).as("not back and forth with each block").isFalse();
        assertThat(roomWith(1051)).isTrue();
        assertThat(roomWith(1001)).isTrue();
    }

    @Test
    void saysHowMuchIsMissingWhere() {
        assertThat(free.shortage(12 * MEBIBYTE))
                .isEqualTo("12 MiB are free on the disk of data, and 1000 MiB are kept for Cassandra itself");
    }

    @Test
    void asksTheFileSystem(@TempDir Path directory) throws Exception {
        assertThat(new FreeSpace(directory, 1).shortage()).isEmpty();
        assertThat(new FreeSpace(directory, Long.MAX_VALUE / 2).shortage()).contains("are free on the disk of");
    }

    private boolean roomWith(long mebibytes) {
        room.look(free.shortage(mebibytes * MEBIBYTE));
        return room.getAsBoolean();
    }
}
