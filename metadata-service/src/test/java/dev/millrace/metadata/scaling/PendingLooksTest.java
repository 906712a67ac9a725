package dev.millrace.metadata.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.StreamId;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingLooksTest {
    private static final StreamId STREAM = new StreamId(new UUID(0, 1));

    private final PendingLooks looks = new PendingLooks();

    @Test
    void anIdleStreamIsLookedAtOnce() {
        assertThat(looks.isDue(STREAM, 7)).isTrue();
        look(7);
        for (int i = 0; i < 1_000; i++) {
            assertThat(looks.isDue(STREAM, 7)).isFalse();
        }
    }

    @Test
    void aStreamThatIsWrittenToIsLookedAtAfterEachReport() {
        look(7);
        looks.written(STREAM);
        assertThat(looks.isDue(STREAM, 7)).isTrue();
        look(7);
        assertThat(looks.isDue(STREAM, 7)).isFalse();
    }

    @Test
    void aReportThatComesDuringALookIsAReasonForTheNext() {
        looks.begin(STREAM);
        looks.written(STREAM);
        looks.done(STREAM, 7);

        assertThat(looks.isDue(STREAM, 7)).isTrue();
    }

    @Test
    void aStreamThatWasChangedIsLookedAtAsOneWhoseLookFailed() {
        look(7);
        assertThat(looks.isDue(STREAM, 8)).isTrue();
        looks.begin(STREAM);
        assertThat(looks.isDue(STREAM, 8)).isTrue();
    }

    @Test
    void nothingIsKeptOfStreamsThatAreGone() {
        look(7);
        looks.written(STREAM);
        looks.retain(Set.of());

        look(7);
        assertThat(looks.isDue(STREAM, 7)).isFalse();
    }

    private void look(long version) {
        looks.begin(STREAM);
        looks.done(STREAM, version);
    }
}
