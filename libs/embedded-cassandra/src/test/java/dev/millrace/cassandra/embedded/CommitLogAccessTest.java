package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogAccessTest {
    @Test
    void leavesNothingBehindWhateverTheFileSystemCan(@TempDir Path directory) throws Exception {
        assertThat(new CommitLogAccess(directory).mode()).isIn("direct", "mmap");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void fallsBackToMemoryMappingWhereADirectWriteIsRefused(@TempDir Path directory) throws Exception {
        assertThat(new CommitLogAccess(directory.resolve("absent")).mode()).isEqualTo("mmap");
    }
}
