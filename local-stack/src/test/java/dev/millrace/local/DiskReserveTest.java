package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("disk-reserve");
    }

    @Test
    void keepsRealRoomWhileThereIsMoreThanEnough() {
        DiskReserve reserve = new DiskReserve(file, 3 << 20);
        reserve.keep();
        reserve.keep();
        reserve.release();

        assertThat(file).as("not given up without a want").hasSize(3 << 20);
        assertThat(directory).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void givesTheRoomUpWhenThereIsNotAsMuchWithoutIt() throws Exception {
        Files.writeString(file, "room");
        DiskReserve reserve = new DiskReserve(file, moreThanThereIs());

        reserve.release();
        assertThat(file).doesNotExist();

        reserve.keep();
        assertThat(file).as("not taken while the disk is full").doesNotExist();
    }

    private long moreThanThereIs() throws Exception {
        return Files.getFileStore(directory).getUsableSpace() * 2;
    }
}
